using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>What is asked of a deadlock detector, as properties that a search decides.</summary>
public static class DeadlockChecks
{
    /// <summary>The name of the first: whoever is called deadlocked is on a cycle.</summary>
    public const string NoPhantoms = "no phantom deadlock";

    /// <summary>The name of the second: when nothing is left to happen, on each cycle somebody knows of it.</summary>
    public const string AllFound = "every deadlock is found";

    /// <summary>Some processes need something of others, each at any time: no phantom deadlock is found, and every real one is.</summary>
    /// <param name="protocol">The detector.</param>
    /// <param name="nodes">How many processes there are.</param>
    /// <param name="needs">Who needs something, and of whom.</param>
    public static ProtocolCheck<EdgeChasing.State, EdgeChasingMessage, Nothing> CheckDetection(
        this EdgeChasing protocol, int nodes, params IEnumerable<(NodeId Process, NodeSet Of)> needs)
    {
        ArgumentNullException.ThrowIfNull(needs);
        var check = protocol.Check(nodes).InOrder();
        foreach (var (process, of) in needs)
            check = check.Inject(process, EdgeChasingMessage.Need(of));
        return check
            .Always(NoPhantoms, state => Deadlocked(state).All(EdgeChasing.GraphOf(state).IsOnCycle))
            .WhenQuiet(AllFound, state => !Deadlocked(state).Aggregate(EdgeChasing.GraphOf(state), (graph, process) => graph.Without(process)).HasDeadlock);
    }

    private static IEnumerable<NodeId> Deadlocked(GlobalState<EdgeChasing.State, EdgeChasingMessage, Nothing> state) =>
        Enumerable.Range(0, state.Nodes).Select(node => new NodeId(node)).Where(node => state[node]!.IsDeadlocked);
}
