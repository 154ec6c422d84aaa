using System.Globalization;
using BenchmarkDotNet.Running;
using DistLab.Benchmarks;

// `histories FOLDER` compares verdicts and times, `real [ROUNDS]` starts and kills processes, `raft-soak RUNS` tries Raft under so many
// plans of faults, `raft-store SECONDS` loads a real cluster, `raft-kills COUNT` kills its leader so often, `availability SEEDS` sweeps
// four experiments; everything else is BenchmarkDotNet's.
if (args is ["histories", var folder])
    return HistoryFolder.Run(folder);
if (args is ["real", ..])
    return await RealCluster.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100);
if (args is ["raft-soak", var runs])
    return RaftSoak.Run(runs);
if (args is ["raft-store", var seconds])
    return await RaftStoreLoad.RunAsync(seconds);
if (args is ["raft-kills", var kills])
    return await RaftKills.RunAsync(kills);
if (args is ["availability", var seeds])
    return AvailabilitySweep.Run(seeds);
if (args is ["hub", var each])
    return await HubBesideOthers.RunAsync(each);
BenchmarkSwitcher.FromAssembly(typeof(HubBesideOthers).Assembly).Run(args);
return 0;
