using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>The requirements on an election as properties that a search decides: E1 safety, E2 liveness.</summary>
/// <remarks>Coulouris et al., 5th ed., §15.3.</remarks>
public static class ElectionChecks
{
    /// <summary>The name of E1: all processes that have learned of a coordinator have learned of the same one.</summary>
    public const string Safety = "safety";

    /// <summary>The name of E2: when nothing is left to happen, every process that is up knows it.</summary>
    public const string Liveness = "liveness";

    /// <summary>Safety and liveness of an election on a ring that some processes call, each at any time before it has heard of it.</summary>
    /// <param name="protocol">The protocol, with the identifiers on the ring.</param>
    /// <param name="starters">Who calls the election; nobody means everybody.</param>
    public static ProtocolCheck<TState, ElectionMessage, ValueList<int>> CheckElection<TState>(this RingElection<TState> protocol, params IEnumerable<NodeId> starters)
        where TState : ElectionState
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var nodes = protocol.Identifiers.Count;
        NodeId[] callers = [.. starters];
        var check = protocol.Check(nodes).Observe<ValueList<int>>([], Note);
        foreach (var node in callers.Length > 0 ? callers : [.. Enumerable.Range(0, nodes).Select(node => new NodeId(node))])
            check = check.Inject(node, ElectionMessage.Begin);
        var greatest = protocol.Identifiers.Max();
        return check
            .Always(Safety, state => state.History.Count <= 1)
            .WhenQuiet(Liveness, state => state.States.All(process => process.Leader == greatest));
    }

    /// <summary>
    /// Safety and liveness of the bully algorithm after its coordinator has crashed: some others notice it, each at any time. As
    /// the algorithm demands, only runs are searched in which nobody is called dead for being slow.
    /// </summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="nodes">How many processes there are, the dead coordinator included.</param>
    /// <param name="isTimely">Whether to search only timely runs; without it, the algorithm's fault is found.</param>
    /// <param name="starters">Who notices; nobody means everybody else.</param>
    public static ProtocolCheck<BullyElection.State, ElectionMessage, NodeSet> CheckElection(
        this BullyElection protocol, int nodes, bool isTimely = true, params IEnumerable<NodeId> starters)
    {
        NodeId last = nodes - 1;
        NodeId[] callers = [.. starters];
        var check = protocol.Check(nodes, crashes: 1, timeouts: nodes).AfterCrash(AfterCrash.StaysDown)
            .Observe(NodeSet.Empty, (leaders, _, output) => output is Elected elected ? leaders.Add(elected.Leader) : leaders);
        foreach (var node in callers.Length > 0 ? callers : [.. Enumerable.Range(0, nodes - 1).Select(node => new NodeId(node))])
            check = check.Inject(node, ElectionMessage.Begin);
        check = check
            // Nobody but the last one crashes, and nobody notices a crash that was none.
            .Within(state => Enumerable.Range(0, nodes - 1).All(node => state.IsUp(node)) && !state.States.Any(process => process.Failed.Any(state.IsUp)))
            .Always(Safety, state => state.History.Count <= 1)
            // Where the bound on timeouts leaves one running, it is not over yet.
            .WhenQuiet(Liveness, state => state.IsUp(last) || state.States.All(process => process.Leader == nodes - 2) || Enumerable.Range(0, nodes).Any(node => state.Timers(node).Count > 0));
        return isTimely ? check.Within(BullyElection.IsTimely) : check;
    }

    private static ValueList<int> Note(ValueList<int> leaders, NodeId node, object output) =>
        output is Elected elected && !leaders.Contains(elected.Leader) ? leaders.Add(elected.Leader) : leaders;
}
