using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Time;

/// <summary>Lets clocks drift, and sets them over the simulated network.</summary>
public static class ClockExperiment
{
    /// <summary>How far the clients' clocks are off at the start, at most, when nothing else is said.</summary>
    public static Duration DefaultOffset => 1.Seconds();

    /// <summary>How fast the clients' clocks drift at most, in parts per million, when nothing else is said.</summary>
    public const int DefaultDriftPpm = 50;

    private const int SamplesPerClock = 100;
    private static readonly NodeId Server = 0;

    /// <summary>Clocks that start right and are never set: their errors, 100 times and at the start.</summary>
    /// <param name="length">For how long.</param>
    /// <param name="driftsPpm">The drift of each clock, in parts per million.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not above zero, or a drift is impossible.</exception>
    public static IReadOnlyList<ClockSample> LeaveAlone(Duration length, params IReadOnlyList<int> driftsPpm)
    {
        ArgumentNullException.ThrowIfNull(driftsPpm);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, Duration.Zero);
        var samples = new List<ClockSample>();
        for (var node = 0; node < driftsPpm.Count; node++)
        {
            var clock = new DriftingClock(default, driftsPpm[node] * 1_000L);
            for (var i = 0; i <= SamplesPerClock; i++)
            {
                var at = Instant.Zero + (length * ((double)i / SamplesPerClock));
                samples.Add(new(node, at, clock.Error(at)));
            }
        }
        return samples;
    }

    /// <summary>Clients that set their clocks by the server at node 0. Each starts up to a second off and drifts by up to 50 ppm; the server is right.</summary>
    /// <param name="protocol">How they do it.</param>
    /// <param name="clients">How many clients there are.</param>
    /// <param name="network">How long messages take; a delay will do.</param>
    /// <param name="seed">What all chance follows from, the clocks' offsets and drifts included.</param>
    /// <param name="length">How long the run is, by default a minute. It ends sooner when nothing is left to happen.</param>
    /// <param name="clocks">Other clocks; node 0 is the server.</param>
    public static ClockRun Run(
        TimeProtocol protocol, int clients, Network network, ulong seed = 1, Duration? length = null, Func<NodeId, DriftingClock>? clocks = null)
    {
        var simulation = Prepare(protocol, clients, network, seed, clocks);
        simulation.RunUntil(Instant.Zero + (length ?? 1.Minutes()));
        return ClockRun.From(simulation.Trace, simulation.Clock(Server));
    }

    /// <summary>As <see cref="Run"/>, but looks at every client's clock again and again: how far is it from the server's?</summary>
    /// <param name="protocol">How clients set their clocks; with <see cref="TimeProtocol.Every"/>, again and again.</param>
    /// <param name="clients">How many clients there are.</param>
    /// <param name="network">How long messages take; a delay will do.</param>
    /// <param name="length">How long the run is.</param>
    /// <param name="step">How much time lies between two looks; the first is after one step.</param>
    /// <param name="seed">What all chance follows from, the clocks' offsets and drifts included.</param>
    /// <param name="clocks">Other clocks; node 0 is the server.</param>
    /// <param name="progress">Told the share of the looks that are done, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is not above zero.</exception>
    public static IReadOnlyList<ClockSample> Follow(
        TimeProtocol protocol, int clients, Network network, Duration length, Duration step, ulong seed = 1, Func<NodeId, DriftingClock>? clocks = null, IProgress<double>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, Duration.Zero);
        var simulation = Prepare(protocol, clients, network, seed, clocks);
        var samples = new List<ClockSample>();
        progress?.Report(0);
        for (var at = Instant.Zero + step; at <= Instant.Zero + length; at += step)
        {
            simulation.RunUntil(at);
            var right = simulation.Clock(Server).Read(at);
            for (var client = 1; client <= clients; client++)
                samples.Add(new(client, at, simulation.Clock(client).Read(at) - right));
            progress?.Report((double)at.Nanoseconds / length.Nanoseconds);
        }
        progress?.Report(1);
        return samples;
    }

    /// <summary>Clocks that each start off by up to so much, either way, and drift by up to so much, either way.</summary>
    /// <param name="offset">How far off a clock starts at most.</param>
    /// <param name="driftPpm">How fast it drifts at most, in parts per million.</param>
    /// <param name="seed">What offsets and drifts follow from.</param>
    public static Func<NodeId, DriftingClock> Clocks(Duration offset, int driftPpm, ulong seed = 1) => node =>
    {
        var random = new RandomStream(seed).Derive("clocks").Derive((ulong)node.Index);
        return new(offset * ((2 * random.NextDouble()) - 1), random.NextBelow((2 * driftPpm * 1_000) + 1) - (driftPpm * 1_000));
    };

    /// <summary>Runs any simulation, and looks again and again at every node's clock: how far is it from true time?</summary>
    /// <param name="run">The simulation; it begins, or goes on, where it is.</param>
    /// <param name="length">How long it runs.</param>
    /// <param name="step">How much time lies between two looks; the first is after one step.</param>
    /// <param name="read">What a node's clock shows now; by default the simulation's own clock of that node.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is not above zero.</exception>
    public static IReadOnlyList<ClockSample> Watch<TState, TMessage>(
        Simulation<TState, TMessage> run, Duration length, Duration step, Func<Simulation<TState, TMessage>, NodeId, Instant>? read = null)
        where TState : class
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, Duration.Zero);
        var samples = new List<ClockSample>();
        var end = run.Now + length;
        for (var at = run.Now + step; at <= end; at += step)
        {
            run.RunUntil(at);
            for (var node = 0; node < run.Nodes; node++)
                samples.Add(new(node, at, (read?.Invoke(run, node) ?? run.Clock(node).Read(at)) - at));
        }
        return samples;
    }

    private static Simulation<TimeState, TimeMessage> Prepare(
        TimeProtocol protocol, int clients, Network network, ulong seed, Func<NodeId, DriftingClock>? clocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clients, 1);
        var random = new RandomStream(seed).Derive("clocks");
        return new(protocol, clients + 1, seed, network, Trace.KeepAll(), clocks ?? Clock);

        DriftingClock Clock(NodeId node) => node == Server
            ? new()
            : new(DefaultOffset * ((2 * random.NextDouble()) - 1), random.NextBelow((2 * DefaultDriftPpm * 1_000) + 1) - (DefaultDriftPpm * 1_000));
    }
}
