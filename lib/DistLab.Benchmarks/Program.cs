using System.Globalization;
using BenchmarkDotNet.Running;
using DistLab.Benchmarks;

// `histories FOLDER` compares verdicts and times, `real [ROUNDS]` starts and kills processes; everything else is BenchmarkDotNet's.
if (args is ["histories", var folder])
    return HistoryFolder.Run(folder);
if (args is ["real", ..])
    return await RealCluster.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
