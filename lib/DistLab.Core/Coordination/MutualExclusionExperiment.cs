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
    /// <param name="clients">How many clients there are; the server is one node more.</param>
    /// <param name="delay">How long a message takes.</param>
    /// <param name="work">How long a client stays inside.</param>
    /// <param name="thinkTimes">The mean times between a client's visits, each exponential. Each point is a run of some 1,000 entries.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <param name="progress">Told the share of the runs that are done, 0 to 1.</param>
    public static IReadOnlyList<LoadPoint> CompareLoads(
        int clients, Delay delay, Duration work, IEnumerable<Duration> thinkTimes, ulong seed = 1, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(delay);
        ArgumentNullException.ThrowIfNull(thinkTimes);
        const int entries = 1_000;
        var points = new List<LoadPoint>();
        Duration[] all = [.. thinkTimes];
        progress?.Report(0);
        foreach (var think in all)
        {
            var workload = Workload.Closed(Delay.Exponential(think), work);
            // Idle, each client enters once in its cycle; saturated, the critical section is what limits the pace.
            var pace = Math.Max((think + work).Seconds / clients, (work + (delay.Mean * 2)).Seconds);
            var length = Duration.FromSeconds(pace * entries);
            Add("central server", Run(new CentralServerMutex(workload), clients + 1, delay, length, seed));
            Add("token ring", Run(new TokenRingMutex(clients, workload), clients, delay, length, seed));

            void Add(string protocol, MutualExclusionRun run)
            {
                points.Add(Point(protocol, think, length, run.Report));
                progress?.Report(points.Count / (2.0 * all.Length));
            }
        }
        return points;
    }

    private static LoadPoint Point(string protocol, Duration think, Duration length, MutualExclusionReport report) => new(
        protocol,
        think,
        report.MessagesPerEntry,
        report.MeanClientDelay,
        report.MeanSynchronizationDelay,
        report.MeanWait,
        report.Entries / length.Seconds);
}
