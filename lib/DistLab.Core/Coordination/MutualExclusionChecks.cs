using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>The three requirements on mutual exclusion as properties that a search decides: ME1 safety, ME2 liveness, ME3 order.</summary>
/// <remarks>Coulouris et al., 5th ed., §15.2. A protocol that needs ordered channels is checked with <c>InOrder()</c>.</remarks>
public static class MutualExclusionChecks
{
    /// <summary>The name of ME1: at most one process is in the critical section at a time.</summary>
    public const string Safety = "safety";

    /// <summary>The name of ME2 where runs end: when nothing is left to happen, nobody waits.</summary>
    public const string Liveness = "liveness";

    /// <summary>The name of ME3: of two requests of which one happened before the other, that one is granted first.</summary>
    public const string Order = "order";

    /// <summary>Safety, and liveness in the sense that no run ends with somebody waiting: no deadlock. With a workload that ends, that is all there is to liveness.</summary>
    /// <inheritdoc cref="Checks.Check{TState, TMessage}(Protocol{TState, TMessage}, int, int, int, int, int?)" path="/param[@name='nodes']"/>
    /// <param name="protocol">The protocol, with its clients' workload.</param>
    /// <param name="nodes">How many nodes there are, a central server included.</param>
    /// <param name="crashes">How many nodes may crash; they stay down.</param>
    public static ProtocolCheck<TState, MutexMessage, Nothing> CheckExclusion<TState>(this MutualExclusion<TState> protocol, int nodes, int crashes = 0)
        where TState : MutexState =>
        protocol.Check(nodes, crashes: crashes).AfterCrash(AfterCrash.StaysDown)
            .Always(Safety, state => state.States.Count(client => client.Phase == MutexPhase.Held) <= 1)
            .WhenQuiet(Liveness, state => state.States.All(client => client.Phase != MutexPhase.Wanted));

    /// <summary>
    /// Safety, and for each process that whoever wants to enter gets in, in every fair run: no starvation either. For workloads
    /// without end, and for protocols that never rest.
    /// </summary>
    /// <inheritdoc cref="CheckExclusion{TState}(MutualExclusion{TState}, int, int)"/>
    public static ProtocolCheck<TState, MutexMessage, Nothing> CheckForEver<TState>(this MutualExclusion<TState> protocol, int nodes)
        where TState : MutexState
    {
        var check = protocol.Check(nodes)
            .Always(Safety, state => state.States.Count(client => client.Phase == MutexPhase.Held) <= 1);
        for (var node = 0; node < nodes; node++)
        {
            NodeId self = node;
            check = check.LeadsTo($"{Liveness} of {self}", state => state[self]!.Phase == MutexPhase.Wanted, state => state[self]!.Phase == MutexPhase.Held);
        }
        return check;
    }

    /// <summary>Order: one process asks and tells another, which asks then. The first must get in first.</summary>
    /// <param name="protocol">The protocol, with a workload in which nobody asks by itself.</param>
    /// <param name="nodes">How many nodes there are, a central server included.</param>
    /// <param name="first">Who asks first.</param>
    /// <param name="then">Who is told.</param>
    /// <exception cref="ArgumentException">Clients ask by themselves.</exception>
    public static ProtocolCheck<TState, MutexMessage, NodeSet> CheckOrder<TState>(this MutualExclusion<TState> protocol, int nodes, NodeId first, NodeId then)
        where TState : MutexState
    {
        ArgumentNullException.ThrowIfNull(protocol);
        if (protocol.Workload.Think is not null)
            throw new ArgumentException("Who asks is part of the check: give the protocol a workload on demand.", nameof(protocol));
        return protocol.Check(nodes).Inject(first, MutexMessage.EnterAndTell(then))
            .Observe(NodeSet.Empty, (entered, node, output) => output is CriticalSectionEvent.Entered ? entered.Add(node) : entered)
            .Always(Order, state => state.History.Contains(first) || !state.History.Contains(then));
    }
}
