using BenchmarkDotNet.Running;
using DistLab.Benchmarks;

// `histories FOLDER` compares verdicts and times; everything else is BenchmarkDotNet's.
if (args is ["histories", var folder])
    return HistoryFolder.Run(folder);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
