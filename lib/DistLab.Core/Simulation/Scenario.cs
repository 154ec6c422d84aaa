using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Simulation;

/// <summary>
/// A run that is to be, as a value: protocol, nodes, seed, faults, messages from outside, length, and what it must not break.
/// It can be tried, searched over seeds for a failure, and a failure shrunk to the least that still fails.
/// </summary>
/// <example><code>
/// protocol.Scenario(nodes: 4, length: 10.Seconds())
///     .Never("two in the critical section", run => Inside(run) > 1)
///     .Search(new Nemesis(4, until: 8.Seconds()).With(Fault.Pause(0), every: 1.Seconds(), lasting: 1.Seconds()), seeds: 1..1000)
///     ?.Shrink()
/// </code></example>
public sealed record Scenario<TState, TMessage>
    where TState : class
    where TMessage : class
{
    /// <summary>A scenario in which nothing goes wrong and nothing is claimed yet.</summary>
    /// <param name="protocol">What every node follows.</param>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="length">How long the run is; it ends sooner when nothing is left to happen.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no node, or the length is negative.</exception>
    public Scenario(Protocol<TState, TMessage> protocol, int nodes, Duration length)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, Duration.Zero);
        (Protocol, Nodes, Length) = (protocol, nodes, length);
    }

    /// <summary>What every node follows.</summary>
    public Protocol<TState, TMessage> Protocol { get; init; }

    /// <summary>How many nodes there are.</summary>
    public int Nodes { get; init; }

    /// <summary>How long the run is.</summary>
    public Duration Length { get; init; }

    /// <summary>What all chance in the run follows from; default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The links; by default every message takes 1 ms and none is lost.</summary>
    public Network? Network { get; init; }

    /// <summary>The nodes' own clocks; by default all are right.</summary>
    public Func<NodeId, DriftingClock>? Clocks { get; init; }

    /// <summary>What a corrupted message becomes, and what a Byzantine node says.</summary>
    public Mutator<TMessage>? Mutator { get; init; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>Messages from outside.</summary>
    public ValueList<Injection<TMessage>> Injections { get; init; } = [];

    /// <summary>What the run must not break.</summary>
    public ValueList<Claim<TState, TMessage>> Claims { get; init; } = [];

    /// <summary>The scenario with these faults instead.</summary>
    public Scenario<TState, TMessage> Under(FaultPlan faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return this with { Faults = faults };
    }

    /// <summary>The scenario with one more message from outside.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public Scenario<TState, TMessage> Inject(Duration at, NodeId node, TMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(at, Duration.Zero);
        return this with { Injections = Injections.Add(new(Instant.Zero + at, node, message)) };
    }

    /// <summary>Claims something of every moment: after each event it must be true.</summary>
    public Scenario<TState, TMessage> Always(string name, Func<Simulation<TState, TMessage>, bool> holds) => Claiming(name, false, holds);

    /// <summary>Claims that something is never true, after no event.</summary>
    public Scenario<TState, TMessage> Never(string name, Func<Simulation<TState, TMessage>, bool> isSo)
    {
        ArgumentNullException.ThrowIfNull(isSo);
        return Claiming(name, false, run => !isSo(run));
    }

    /// <summary>Claims something of the run's end only, when all faults are mended, for example.</summary>
    public Scenario<TState, TMessage> InTheEnd(string name, Func<Simulation<TState, TMessage>, bool> holds) => Claiming(name, true, holds);

    /// <summary>The simulation, before anything has happened in it.</summary>
    /// <param name="trace">Where it is recorded; by default everything is kept.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fault or a message names a node that does not exist.</exception>
    public Simulation<TState, TMessage> Prepare(Trace? trace = null) => Arm(Build(trace ?? Trace.KeepAll()));

    /// <summary>Runs the scenario.</summary>
    /// <returns>What it breaks first, or <c>null</c>. Of the claims about the end, one that is broken is told only if no other is.</returns>
    public Failure<TState, TMessage>? Try() => Play(Prepare());

    /// <summary>Runs the scenario with one seed after another, each with the plan that a nemesis draws from it, until a claim is broken.</summary>
    /// <param name="nemesis">Whose faults come on top of the scenario's own.</param>
    /// <param name="seeds">Which seeds: <c>1..1000</c> are 1 to 999.</param>
    /// <param name="progress">Is told every seed before it is tried.</param>
    /// <returns>The first failure, or <c>null</c> if there is none.</returns>
    public Failure<TState, TMessage>? Search(Nemesis nemesis, Range seeds, IProgress<ulong>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(nemesis);
        return Search(seed => Faults.And(nemesis.Draw(seed)), seeds, progress);
    }

    /// <summary>Runs the scenario with one seed after another until a claim is broken.</summary>
    /// <inheritdoc cref="Search(Nemesis, Range, IProgress{ulong})"/>
    public Failure<TState, TMessage>? Search(Range seeds, IProgress<ulong>? progress = null) => Search(_ => Faults, seeds, progress);

    /// <summary>The messages that rates strike in the run, each as a fault of its own.</summary>
    internal IReadOnlyList<Fault> StruckMessages()
    {
        var simulation = Build(Trace.KeepAll());
        var log = simulation.LogFaults();
        Play(Arm(simulation));
        return log.Befallen;
    }

    internal Failure<TState, TMessage>? Play(Simulation<TState, TMessage> simulation)
    {
        Claim<TState, TMessage>? broken = null;
        try
        {
            var outcome = simulation.RunUntil(Instant.Zero + Length, () => (broken = Broken(simulation, ofEnd: false)) is not null);
            if (outcome == RunOutcome.EventLimit)
                throw new InvalidOperationException($"The run goes on for ever: it is at {simulation.Now} after {simulation.Events} events.");
            broken ??= Broken(simulation, ofEnd: true);
        }
        catch (ProtocolException e)
        {
            return new(this, $"no handler fails ({(e.InnerException ?? e).GetType().Name})", simulation.Now, e.Message);
        }
        return broken is null ? null : new(this, broken.Name, simulation.Now, null);
    }

    private Simulation<TState, TMessage> Build(Trace trace) => new(Protocol, Nodes, Seed, Network, trace, Clocks, Mutator);

    private Simulation<TState, TMessage> Arm(Simulation<TState, TMessage> simulation)
    {
        simulation.Under(Faults);
        foreach (var (at, node, message) in Injections)
            simulation.Inject(at, node, message);
        return simulation;
    }

    private Claim<TState, TMessage>? Broken(Simulation<TState, TMessage> simulation, bool ofEnd) =>
        Claims.FirstOrDefault(claim => claim.IsOfEnd == ofEnd && !claim.Holds(simulation));

    private Scenario<TState, TMessage> Claiming(string name, bool isOfEnd, Func<Simulation<TState, TMessage>, bool> holds)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(holds);
        return this with { Claims = Claims.Add(new(name, isOfEnd, holds)) };
    }

    private Failure<TState, TMessage>? Search(Func<ulong, FaultPlan> faults, Range seeds, IProgress<ulong>? progress)
    {
        if (seeds.Start.IsFromEnd || seeds.End.IsFromEnd)
            throw new ArgumentException("Seeds are counted from 0, for example 1..1000.", nameof(seeds));
        for (var seed = (ulong)seeds.Start.Value; seed < (ulong)seeds.End.Value; seed++)
        {
            progress?.Report(seed);
            if ((this with { Seed = seed, Faults = faults(seed) }).Try() is { } failure)
                return failure;
        }
        return null;
    }
}
