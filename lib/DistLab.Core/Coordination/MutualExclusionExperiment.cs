using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Coordination;

/// <summary>Runs mutual exclusion protocols in the simulator.</summary>
public static class MutualExclusionExperiment
{
    /// <summary>One run, recorded from its start.</summary>
    /// <param name="protocol">The protocol, with its clients' workload.</param>
    /// <param name="nodes">How many nodes there are, a central server included.</param>
    /// <param name="network">How long messages take; a delay will do.</param>
    /// <param name="length">How long the run is. It ends sooner when nothing is left to happen.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <param name="plan">What else is to happen, and when.</param>
    /// <exception cref="ArgumentOutOfRangeException">The plan names a node that does not exist.</exception>
    /// <exception cref="NotImplementedException">A rule of the protocol throws it: an exercise not done yet.</exception>
    /// <exception cref="ProtocolException">A rule of the protocol throws anything else.</exception>
    public static MutualExclusionRun Run<TState>(
        MutualExclusion<TState> protocol, int nodes, Network network, Duration length, ulong seed = 1, params IEnumerable<Planned> plan)
        where TState : MutexState
    {
        ArgumentNullException.ThrowIfNull(plan);
        var simulation = new Simulation<TState, MutexMessage>(protocol, nodes, seed, network, Trace.KeepAll());
        foreach (var planned in plan)
        {
            var at = Instant.Zero + planned.At;
            if (planned.Fault is { } fault)
                simulation.Schedule(at, fault);
            else
                simulation.Inject(at, planned.Node, planned.Message!);
        }
        try
        {
            simulation.RunUntil(Instant.Zero + length);
        }
        catch (ProtocolException e) when (e.InnerException is NotImplementedException)
        {
            throw new NotImplementedException("A rule of the protocol is still to be written.", e);
        }
        return new(simulation.Trace, MutualExclusionReport.From(simulation.Trace));
    }

    /// <summary>The central server and the ring from idle to saturated: ever shorter times between a client's visits.</summary>
    /// <inheritdoc cref="CompareLoads(IEnumerable{MutexAlgorithm}, int, Delay, Duration, IEnumerable{Duration}, ulong, IProgress{double})"/>
    public static IReadOnlyList<LoadPoint> CompareLoads(
        int clients, Delay delay, Duration work, IEnumerable<Duration> thinkTimes, ulong seed = 1, IProgress<double>? progress = null) =>
        CompareLoads([MutexAlgorithm.CentralServer, MutexAlgorithm.TokenRing], clients, delay, work, thinkTimes, seed, progress);

    /// <summary>Algorithms from idle to saturated: ever shorter times between a client's visits.</summary>
    /// <param name="algorithms">Which ones.</param>
    /// <param name="clients">How many clients there are; servers come on top.</param>
    /// <param name="delay">How long a message takes.</param>
    /// <param name="work">How long a client stays inside.</param>
    /// <param name="thinkTimes">The mean times between a client's visits, each exponential. Each point is a run of some 1,000 entries.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <param name="progress">Told the share of the runs that are done, 0 to 1.</param>
    /// <returns>Think time by think time, a point for each algorithm.</returns>
    public static IReadOnlyList<LoadPoint> CompareLoads(
        IEnumerable<MutexAlgorithm> algorithms, int clients, Delay delay, Duration work, IEnumerable<Duration> thinkTimes, ulong seed = 1, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(delay);
        MutexAlgorithm[] compared = [.. algorithms];
        Duration[] all = [.. thinkTimes];
        var points = new List<LoadPoint>();
        progress?.Report(0);
        foreach (var think in all)
        {
            var length = LengthOf(1_000, clients, delay, work, think);
            foreach (var algorithm in compared)
            {
                var run = algorithm.Run(clients, Workload.Closed(Delay.Exponential(think), work), delay, length, seed);
                points.Add(Point(algorithm.Name, think, length, run.Report));
                progress?.Report((double)points.Count / (compared.Length * all.Length));
            }
        }
        return points;
    }

    /// <summary>Algorithms with few and with many clients: what an entry costs when one client asks at a time, and when all do.</summary>
    /// <param name="algorithms">Which ones. One that sends messages also when nobody wants to enter, as the ring does, has no meaningful price alone.</param>
    /// <param name="sizes">How many clients.</param>
    /// <param name="delay">How long a message takes.</param>
    /// <param name="seed">What all chance follows from.</param>
    public static IReadOnlyList<SizePoint> CompareSizes(IEnumerable<MutexAlgorithm> algorithms, IEnumerable<int> sizes, Duration delay, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        int[] all = [.. sizes];
        return [.. algorithms.SelectMany(algorithm => all.Select(clients => SizePointOf(algorithm, clients, delay, seed)))];
    }

    /// <summary>
    /// What a crash does to each algorithm. Seven clients: the first is inside, the second waits behind it, the fourth asks later;
    /// the one that crashes is the last, which never asks, or the one that waits, or the one inside, or a server.
    /// </summary>
    /// <param name="algorithms">Which ones.</param>
    /// <param name="detectedAfter">How long after the crash a failure detector tells all others; <c>null</c> when there is none.</param>
    public static IReadOnlyList<CrashOutcome> CompareCrashes(IEnumerable<MutexAlgorithm> algorithms, Duration? detectedAfter = null)
    {
        ArgumentNullException.ThrowIfNull(algorithms);
        const int clients = 7;
        return [.. algorithms.SelectMany(algorithm => new (string Name, int? Node)[]
        {
            ("one that neither holds nor waits", algorithm.Servers + clients - 1),
            ("one that waits", algorithm.Servers + 1),
            ("the holder", algorithm.Servers),
            ("the server", algorithm.Servers > 0 ? 0 : null),
        }.Where(crash => crash.Node is not null).Select(crash => CrashIn(algorithm, clients, crash.Name, crash.Node!.Value, detectedAfter)))];
    }

    private static CrashOutcome CrashIn(MutexAlgorithm algorithm, int clients, string name, NodeId node, Duration? detectedAfter)
    {
        var first = algorithm.Servers;
        var crash = 20.Milliseconds();
        List<Planned> plan = [Planned.Enter(first, Duration.Zero), Planned.Enter(first + 1, 10.Milliseconds()), Planned.Enter(first + 3, 60.Milliseconds()), Planned.Crash(node, crash)];
        if (detectedAfter is { } later)
            plan.AddRange(Enumerable.Range(0, clients + algorithm.Servers).Where(other => other != node.Index).Select(other => Planned.Suspect(other, node, crash + later)));
        var run = algorithm.Run(clients, Workload.OnDemand(30.Milliseconds()), 2.Milliseconds(), 1.Seconds(), plan: plan);
        var after = Instant.Zero + crash;
        return new(
            algorithm.Name,
            name,
            detectedAfter is not null,
            [.. run.Report.Visits.Where(v => v.Entered > after).OrderBy(v => v.Entered).Select(v => v.Node)],
            [.. run.Report.Waiting.Select(v => v.Node)],
            run);
    }

    private static SizePoint SizePointOf(MutexAlgorithm algorithm, int clients, Duration delay, ulong seed)
    {
        var alone = algorithm.Run(
            clients, Workload.OnDemand(delay), delay, delay * (clients * 20), seed,
            Enumerable.Range(0, clients).Select(client => Planned.Enter(algorithm.Servers + client, delay * (client * 20)))).Report;
        var busy = algorithm.Run(
            clients, Workload.Closed(Delay.Exponential(delay), delay), delay, LengthOf(300, clients, delay, delay, delay), seed).Report;
        return new(
            algorithm.Name, clients, alone.MessagesPerEntry, busy.MessagesPerEntry, alone.MeanClientDelay!.Value, busy.MeanSynchronizationDelay!.Value);
    }

    // Idle, each client enters once in its cycle; saturated, the critical section is what limits the pace.
    private static Duration LengthOf(int entries, int clients, Delay delay, Duration work, Duration think) =>
        Duration.FromSeconds(Math.Max((think + work).Seconds / clients, (work + (delay.Mean * 2)).Seconds) * entries);

    private static LoadPoint Point(string protocol, Duration think, Duration length, MutualExclusionReport report) => new(
        protocol,
        think,
        report.MessagesPerEntry,
        report.MeanClientDelay,
        report.MeanSynchronizationDelay,
        report.MeanWait,
        report.Entries / length.Seconds);
}
