using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>The network at work: decides when a message arrives, whether it is lost or doubled, and who is cut off from whom.</summary>
internal sealed class Carrier<TMessage>(Network network, int nodes, EventQueue<SimulatedEvent<TMessage>> queue, Trace trace)
    where TMessage : class
{
    private readonly Delay? _plainDelay = network.IsUniform && network.Default.IsPlain ? network.Default.Delay : null;
    private readonly Dictionary<(NodeId From, NodeId To), Instant> _lastArrival = [];
    private int[]? _side;
    private long _number;

    /// <summary>How many messages nodes have sent.</summary>
    public long Sent { get; private set; }

    /// <summary>What becomes of messages, where that is laid down.</summary>
    public Script? Script { get; set; }

    public bool IsCut(int from, int to) => _side is { } side && from >= 0 && side[from] != side[to];

    public void Apply(Fault fault)
    {
        if (fault.Kind == FaultKind.Heal)
        {
            _side = null;
            return;
        }
        _side = new int[nodes];
        for (var side = 0; side < fault.Sides.Count; side++)
        {
            foreach (var node in fault.Sides[side])
                _side[node.Index] = side + 1;
        }
    }

    /// <summary>Has a message from outside the system arrive.</summary>
    public void Inject(Instant at, NodeId to, TMessage message) =>
        queue.Plan(at, SimulatedEventKind.Arrival, to, NodeId.Outside, ++_number, message);

    /// <summary>Sends a message on its way. One to the sender itself arrives at once, and for certain.</summary>
    /// <exception cref="ProtocolException">There is no such receiver.</exception>
    public void Send(Instant now, NodeId from, RandomStream random, NodeId to, TMessage message)
    {
        if ((uint)to.Index >= (uint)nodes)
            throw new ProtocolException($"{from} sent {message} at {now} to {to}, but the nodes are P0 … P{nodes - 1}.");
        Sent++;
        var number = ++_number;
        trace.Add(now, TraceKind.Send, from, to, number, message);
        if (Script?.NextSend() is { } passages)
            SendAsWritten(passages, now, from, to, number, message);
        else if (to == from)
            queue.Plan(now, SimulatedEventKind.Arrival, to, from, number, message);
        else if (_plainDelay is { } delay)
            queue.Plan(now + delay.Sample(random), Fate(from, to, lost: false), to, from, number, message);
        else
            SendOver(network[from, to], now, from, random, to, number, message);
    }

    private void SendAsWritten(IReadOnlyList<Script.Passage> passages, Instant now, NodeId from, NodeId to, long number, TMessage message)
    {
        for (var copy = 0; copy < passages.Count; copy++)
        {
            if (copy > 0)
                trace.Add(now, TraceKind.Duplicate, from, to, number = ++_number, message);
            queue.Plan(passages[copy].At, passages[copy].IsLost ? SimulatedEventKind.Loss : SimulatedEventKind.Arrival, to, from, number, message);
        }
    }

    private void SendOver(Link link, Instant now, NodeId from, RandomStream random, NodeId to, long number, TMessage message)
    {
        var doubled = link.Duplication > 0 && random.NextBool(link.Duplication);
        SendCopy(link, now, from, random, to, number, message);
        if (!doubled)
            return;
        trace.Add(now, TraceKind.Duplicate, from, to, ++_number, message);
        SendCopy(link, now, from, random, to, _number, message);
    }

    private void SendCopy(Link link, Instant now, NodeId from, RandomStream random, NodeId to, long number, TMessage message)
    {
        var fate = Fate(from, to, link.Loss > 0 && random.NextBool(link.Loss));
        queue.Plan(ArrivalOver(link, now, from, random, to), fate, to, from, number, message);
    }

    private SimulatedEventKind Fate(NodeId from, NodeId to, bool lost) =>
        lost || IsCut(from.Index, to.Index) ? SimulatedEventKind.Loss : SimulatedEventKind.Arrival;

    private Instant ArrivalOver(Link link, Instant now, NodeId from, RandomStream random, NodeId to)
    {
        var arrival = now + link.Delay.Sample(random);
        if (link.InOrder)
        {
            if (_lastArrival.TryGetValue((from, to), out var last) && last > arrival)
                arrival = last;
            _lastArrival[(from, to)] = arrival;
        }
        if (link.Reordering > 0 && random.NextBool(link.Reordering))
            arrival += (link.ReorderingDelay ?? Delay.Constant(link.Delay.Mean)).Sample(random);
        return arrival;
    }
}
