using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>
/// The Byzantine generals' algorithm OM(m): P0 is the commander, the others are its lieutenants. Everybody tells everybody what
/// he was told, m times over, and takes the majority of what he was told, of what he was told that others were told, and so on.
/// With more than 3m generals, of whom at most m are traitors, all loyal lieutenants do the same, and what a loyal commander says.
/// </summary>
/// <remarks>
/// Lamport, Shostak and Pease, "The Byzantine Generals Problem" (1982), §3. A traitor is a node that follows another protocol:
/// <c>protocol.With([2], Byzantine.Equivocate(protocol, OralMessage.Lie))</c>.
/// </remarks>
public class OralMessages : Protocol<GeneralState, OralMessage>
{
    private static readonly NodeId Commander = 0;

    private readonly int _generals;
    private readonly int _traitors;
    private readonly Order _order;

    /// <summary>OM(m) among P0 … P(n − 1).</summary>
    /// <param name="generals">How many generals there are, the commander included: n, 2 … 64.</param>
    /// <param name="traitors">How many traitors it is to withstand: m, 0 … n − 2.</param>
    /// <param name="order">What the commander's order is.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public OralMessages(int generals, int traitors, Order order = Order.Attack)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(generals, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(generals, 64);
        ArgumentOutOfRangeException.ThrowIfNegative(traitors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(traitors, generals - 2);
        (_generals, _traitors, _order) = (generals, traitors, order);
    }

    /// <summary>How many messages OM(m) sends among n generals: (n − 1) + (n − 1)(n − 2) + …, m + 1 terms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two generals, or fewer than no traitors.</exception>
    public static long MessageCount(int generals, int traitors)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(generals, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(traitors);
        var (sum, term) = (0L, 1L);
        for (var round = 0; round <= traitors; round++)
        {
            term *= generals - 1 - round;
            sum += term;
        }
        return sum;
    }

    /// <summary>The commander sends his order to every lieutenant, and follows it himself.</summary>
    public override GeneralState Start(NodeId self, Effects<OralMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (self != Commander)
            return new();
        for (var lieutenant = 1; lieutenant < _generals; lieutenant++)
            effects.Send(lieutenant, new([Commander], _order));
        return new() { Decision = _order };
    }

    /// <summary>A lieutenant tells those who are not in the message's path, as their commander in OM(m − 1), and decides when all is heard.</summary>
    public override GeneralState OnMessage(GeneralState state, NodeId self, NodeId from, OralMessage message, Effects<OralMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(effects);
        if (!IsPossible(message.Path, self, from) || state.Heard.Any(heard => heard.Path.Equals(message.Path)))
            return state;
        if (message.Path.Count <= _traitors)
        {
            foreach (var other in Others(message.Path, self))
                effects.Send(other, message with { Path = message.Path.Add(self) });
        }
        state = state with { Heard = Insert(state.Heard, message) };
        if (state.Heard.Count < Expected())
            return state;
        var decision = Value(state.Heard, [Commander], self);
        effects.Output(decision);
        return state with { Decision = decision };
    }

    /// <summary>The order that more than half are for; <see cref="Order.Retreat"/> if there is none.</summary>
    /// <param name="orders">What was heard from the sender himself, and then of him by way of the others.</param>
    protected virtual Order Majority(IReadOnlyList<Order> orders) =>
        2 * orders.Count(order => order == Order.Attack) > orders.Count ? Order.Attack : Order.Retreat;

    /// <summary>What the last on a path has said, as a lieutenant sees it who has heard it from him and of him.</summary>
    private Order Value(ValueList<OralMessage> heard, ValueList<NodeId> path, NodeId self)
    {
        var said = heard.First(message => message.Path.Equals(path)).Order;
        return path.Count > _traitors ? said : Majority([said, .. Others(path, self).Select(other => Value(heard, path.Add(other), self))]);
    }

    private IEnumerable<NodeId> Others(ValueList<NodeId> path, NodeId self) =>
        Enumerable.Range(0, _generals).Select(index => (NodeId)index).Where(node => node != self && !path.Contains(node));

    private bool IsPossible(ValueList<NodeId> path, NodeId self, NodeId from) =>
        self != Commander && path.Count >= 1 && path.Count <= _traitors + 1 && path[0] == Commander && path[^1] == from
        && !path.Contains(self) && path.Distinct().Count() == path.Count;

    /// <summary>How many messages each lieutenant hears.</summary>
    private long Expected() => MessageCount(_generals, _traitors) / (_generals - 1);

    // In an order of their own: what was heard, and not when, makes the state.
    private static ValueList<OralMessage> Insert(ValueList<OralMessage> heard, OralMessage message)
    {
        var at = heard.TakeWhile(other => Compare(other.Path, message.Path) < 0).Count();
        return [.. heard.Take(at), message, .. heard.Skip(at)];
    }

    private static int Compare(ValueList<NodeId> left, ValueList<NodeId> right)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (left[i] != right[i])
                return left[i].CompareTo(right[i]);
        }
        return left.Count - right.Count;
    }
}
