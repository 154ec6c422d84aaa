using DistLab.Checking;
using DistLab.Protocols;
using static DistLab.Coordination.EdgeChasingMessage;

namespace DistLab.Coordination;

/// <summary>
/// Deadlock detection without a graph: a process that has waited for long sends a probe along its wait-for edges; whoever waits,
/// too, sends it on along its own. A probe that comes back to its initiator has gone round a cycle.
/// </summary>
/// <remarks>
/// K. M. Chandy, J. Misra and L. M. Haas, Distributed deadlock detection, ACM TOCS 1(2), 1983, the resource (AND) model, with one
/// process at each node. Under it runs what it watches: processes that need something of several others, and that give what they
/// are asked for only while they wait for nobody. The channels must keep the order of messages. A computation is told from an
/// initiator's earlier one by its number, so that each edge carries at most one probe of it.
/// </remarks>
public class EdgeChasing : Protocol<EdgeChasing.State, EdgeChasingMessage>
{
    private static readonly Request TheRequest = new();
    private static readonly Grant TheGrant = new();
    private static readonly WorkDone TheWorkDone = new();
    private static readonly OutOfPatience TheOutOfPatience = new();

    private readonly int _count;
    private readonly Delay _work;
    private readonly Delay _patience;

    /// <summary>Processes 0, 1, … that may ask each other.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="work">How long a process that waits for nobody takes to give what it was asked for.</param>
    /// <param name="patience">How long a process waits before it suspects a deadlock.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no process, or there are more than 64.</exception>
    public EdgeChasing(int count, Delay work, Delay patience)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 64);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(patience);
        _count = count;
        _work = work;
        _patience = patience;
    }

    /// <summary>What a process remembers.</summary>
    public sealed record State
    {
        /// <summary>Whom it waits for: all of them must give it what it needs.</summary>
        public NodeSet WaitsFor { get; init; }

        /// <summary>Who waits for it.</summary>
        public NodeSet AskedBy { get; init; }

        /// <summary>How many computations it has begun.</summary>
        public int Computations { get; init; }

        /// <summary>The number of each initiator's latest computation of which a probe has come.</summary>
        public ValueList<int> Latest { get; init; } = [];

        /// <summary>Whether it knows that it is deadlocked.</summary>
        public bool IsDeadlocked { get; init; }
    }

    /// <summary>The wait-for graph of a state as someone who sees everything would draw it: what has been given, though it is still under way, is not waited for.</summary>
    public static WaitForGraph GraphOf<THistory>(GlobalState<State, EdgeChasingMessage, THistory> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var graph = WaitForGraph.Empty;
        for (var node = 0; node < state.Nodes; node++)
        {
            foreach (var other in state[node]!.WaitsFor)
                graph = graph.Wait(node, other);
        }
        foreach (var given in state.InFlight.Where(m => m.Message is Grant))
            graph = graph.Grant(given.To, given.From);
        return graph;
    }

    /// <summary>On initialization: the process waits for nobody.</summary>
    public override State Start(NodeId self, Effects<EdgeChasingMessage> effects) => new() { Latest = [.. Enumerable.Repeat(0, _count)] };

    /// <summary>What the processes say to each other, and what their detectors do.</summary>
    public override State OnMessage(State state, NodeId self, NodeId from, EdgeChasingMessage message, Effects<EdgeChasingMessage> effects) => message switch
    {
        NeedCall(var of) when state.WaitsFor.Count == 0 => Ask(of.Remove(self), state, effects),
        Request => Work(state with { AskedBy = state.AskedBy.Add(from) }, effects),
        Grant => Receive(from, state, effects),
        Probe probe when Depends(from, state) && IsNew(probe.Initiator, probe.Number, state) => OnProbe(probe, state, self, effects),
        _ => state,
    };

    /// <summary>Work is done when the process waits for nobody; patience runs out while it waits.</summary>
    public override State OnTimer(State state, NodeId self, EdgeChasingMessage timer, Effects<EdgeChasingMessage> effects)
    {
        if (timer is WorkDone)
            return state.WaitsFor.Count == 0 ? GiveAll(state, effects) : state;
        if (state.WaitsFor.Count == 0)
            return state;
        state = state with { Computations = state.Computations + 1 };
        return SendOn(new(self, state.Computations), state, effects);
    }

    /// <summary>Whether the sender of a probe really waits for this process, and through it for others: it has asked, has not been given what it asked for, and this process waits, too.</summary>
    protected virtual bool Depends(NodeId sender, State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.WaitsFor.Count > 0 && state.AskedBy.Contains(sender);
    }

    /// <summary>Whether no probe of this computation has come yet: dependent(i) is false in the paper's words.</summary>
    protected virtual bool IsNew(NodeId initiator, int number, State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Latest[initiator.Index] < number;
    }

    private State Ask(NodeSet of, State state, Effects<EdgeChasingMessage> effects)
    {
        if (of.Count == 0)
            return state;
        foreach (var other in of)
            effects.Send(other, TheRequest);
        effects.SetTimer(TheOutOfPatience, _patience);
        return state with { WaitsFor = of };
    }

    private State Receive(NodeId from, State state, Effects<EdgeChasingMessage> effects)
    {
        state = state with { WaitsFor = state.WaitsFor.Remove(from) };
        if (state.WaitsFor.Count > 0)
            return state;
        effects.CancelTimer(TheOutOfPatience);
        return Work(state, effects);
    }

    private State Work(State state, Effects<EdgeChasingMessage> effects)
    {
        if (state.WaitsFor.Count == 0 && state.AskedBy.Count > 0)
            effects.SetTimer(TheWorkDone, _work);
        return state;
    }

    private static State GiveAll(State state, Effects<EdgeChasingMessage> effects)
    {
        foreach (var other in state.AskedBy)
            effects.Send(other, TheGrant);
        return state with { AskedBy = [] };
    }

    private static State OnProbe(Probe probe, State state, NodeId self, Effects<EdgeChasingMessage> effects)
    {
        state = state with { Latest = state.Latest.With(probe.Initiator.Index, probe.Number) };
        if (probe.Initiator != self)
            return SendOn(probe, state, effects);
        effects.Output(new DeadlockFound(self));
        return state with { IsDeadlocked = true };
    }

    private static State SendOn(Probe probe, State state, Effects<EdgeChasingMessage> effects)
    {
        foreach (var other in state.WaitsFor)
            effects.Send(other, probe);
        return state;
    }
}
