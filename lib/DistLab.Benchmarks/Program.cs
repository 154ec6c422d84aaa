using BenchmarkDotNet.Running;
using DistLab.Benchmarks;

// `histories FOLDER` compares verdicts and times, `raft-soak RUNS` tries Raft under so many plans of faults; everything else is BenchmarkDotNet's.
if (args is ["histories", var folder])
    return HistoryFolder.Run(folder);
if (args is ["raft-soak", var runs])
    return RaftSoak.Run(runs);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
