using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>The network at work: decides when a message arrives, whether it is lost or doubled, and who is cut off from whom.</summary>
internal sealed class Carrier<TState, TMessage>(
    Network network, int nodes, EventQueue<SimulatedEvent<TMessage>> queue, Trace trace, Mutator<TMessage>? mutator)
    where TState : class
    where TMessage : class
{
    private readonly Delay _delay = network.Default.Delay;
    private readonly Dictionary<(NodeId From, NodeId To), Instant> _lastArrival = [];
    private bool _isPlain = network.IsUniform && network.Default.IsPlain;
    private LinkConditions? _conditions;
    private FaultLog? _log;
    private long _number;

    /// <summary>How many messages nodes have sent.</summary>
    public long Sent { get; private set; }

    /// <summary>What becomes of messages, where that is laid down.</summary>
    public Script? Script
    {
        get;
        set
        {
            field = value;
            _isPlain = false;
        }
    }

    public bool IsCut(int from, int to) => _conditions is { } conditions && from >= 0 && from != to && conditions.IsCut(from, to);

    public void Apply(Fault fault)
    {
        _conditions ??= new(nodes);
        _conditions.Apply(fault);
        _isPlain = false;
    }

    /// <summary>Has every message that a rate befalls noted as a fault of its own.</summary>
    public void LogTo(FaultLog log)
    {
        _log = log;
        _isPlain = false;
    }

    /// <summary>Has a message from outside the system arrive.</summary>
    public void Inject(Instant at, NodeId to, TMessage message) =>
        queue.Plan(at, SimulatedEventKind.Arrival, to, NodeId.Outside, ++_number, message);

    /// <summary>Sends a message on its way. One to the sender itself arrives at once, and for certain.</summary>
    /// <exception cref="ProtocolException">There is no such receiver.</exception>
    public void Send(Instant now, SimulatedNode<TState, TMessage> sender, NodeId to, TMessage message)
    {
        if ((uint)to.Index >= (uint)nodes)
            ThrowNoReceiver(now, sender.Id, to, message);
        Sent++;
        var number = ++_number;
        trace.Add(now, TraceKind.Send, sender.Id, to, number, message);
        if (_isPlain && to != sender.Id)
            queue.Plan(now + (_delay is ConstantDelay constant ? constant.Mean : _delay.Sample(sender.Links)), SimulatedEventKind.Arrival, to, sender.Id, number, message);
        else if (Script?.NextSend() is { } passages)
            SendAsWritten(passages, now, sender.Id, to, number, message);
        else if (to == sender.Id)
            queue.Plan(now, SimulatedEventKind.Arrival, to, to, number, message);
        else
            SendOver(network[sender.Id, to], now, sender, to, number, message);
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

    private void SendOver(Link link, Instant now, SimulatedNode<TState, TMessage> sender, NodeId to, long number, TMessage message)
    {
        _log?.Count(sender.Id, to);
        var doubled = link.Duplication > 0 && sender.Links.NextBool(link.Duplication);
        var fate = _conditions is null ? default : Draw(_conditions, sender, to);
        var carried = fate.IsCorrupted ? Corrupt(now, sender, to, number, message) : message;
        fate.IsLost |= fate.IsCorrupted && mutator is null;
        SendCopy(link, now, sender, to, number, carried, fate, sender.Links);
        if (doubled)
            SendSecond(link, now, sender, to, message, sender.Links);
        if (fate.IsDoubled)
            SendSecond(link, now, sender, to, message, sender.Faults.Delays);
    }

    private void SendSecond(Link link, Instant now, SimulatedNode<TState, TMessage> sender, NodeId to, TMessage message, RandomStream random)
    {
        trace.Add(now, TraceKind.Duplicate, sender.Id, to, ++_number, message);
        SendCopy(link, now, sender, to, _number, message, default, random);
    }

    private void SendCopy(
        Link link, Instant now, SimulatedNode<TState, TMessage> sender, NodeId to, long number, TMessage message, MessageFate fate, RandomStream random)
    {
        var lost = link.Loss > 0 && random.NextBool(link.Loss);
        var arrives = !lost && !fate.IsLost && !IsCut(sender.Id.Index, to.Index);
        var at = ArrivalOver(link, now, sender, to, random) + fate.HeldBack;
        queue.Plan(at, arrives ? SimulatedEventKind.Arrival : SimulatedEventKind.Loss, to, sender.Id, number, message);
    }

    private Instant ArrivalOver(Link link, Instant now, SimulatedNode<TState, TMessage> sender, NodeId to, RandomStream random)
    {
        var arrival = now + Disturbed(link.Delay.Sample(random), sender, to);
        if (link.InOrder)
        {
            if (_lastArrival.TryGetValue((sender.Id, to), out var last) && last > arrival)
                arrival = last;
            _lastArrival[(sender.Id, to)] = arrival;
        }
        if (link.Reordering > 0 && random.NextBool(link.Reordering))
            arrival += (link.ReorderingDelay ?? Delay.Constant(link.Delay.Mean)).Sample(random);
        return arrival;
    }

    private Duration Disturbed(Duration delay, SimulatedNode<TState, TMessage> sender, NodeId to)
    {
        if (_conditions is not { } conditions)
            return delay;
        var slowness = conditions.Slowness(sender.Id.Index, to.Index);
        var extra = conditions.Of(sender.Id.Index, to.Index).Extra?.Sample(sender.Faults.Delays) ?? Duration.Zero;
        return (slowness == 1 ? delay : delay * slowness) + extra;
    }

    private MessageFate Draw(LinkConditions conditions, SimulatedNode<TState, TMessage> sender, NodeId to)
    {
        var fate = default(MessageFate);
        foreach (var fault in conditions.TakeSingle(sender.Id, to))
            fate.Suffer(fault.Kind, fault.Extra?.Sample(sender.Faults.Rates) ?? Duration.Zero);
        var condition = conditions.Of(sender.Id.Index, to.Index);
        Try(FaultKind.Lose, condition.Loss, ref fate);
        Try(FaultKind.Duplicate, condition.Duplication, ref fate);
        Try(FaultKind.Corrupt, condition.Corruption, ref fate);
        Try(FaultKind.Reorder, condition.Reordering, ref fate);
        return fate;

        void Try(FaultKind kind, double probability, ref MessageFate fate)
        {
            if (probability <= 0 || !sender.Faults.Rates.NextBool(probability))
                return;
            var heldBack = kind == FaultKind.Reorder ? condition.HoldBack!.Sample(sender.Faults.Rates) : Duration.Zero;
            fate.Suffer(kind, heldBack);
            _log?.Note(kind, sender.Id, to, heldBack);
        }
    }

    private TMessage Corrupt(Instant now, SimulatedNode<TState, TMessage> sender, NodeId to, long number, TMessage message)
    {
        var corrupted = mutator is null ? message : mutator(message, sender.Faults.Mutations.NextBelow);
        if (corrupted is null)
            throw new ProtocolException($"The mutator made nothing of {message}.");
        trace.Add(now, TraceKind.Corrupt, sender.Id, to, number, corrupted);
        return corrupted;
    }

    private void ThrowNoReceiver(Instant now, NodeId from, NodeId to, TMessage message) =>
        throw new ProtocolException($"{from} sent {message} at {now} to {to}, but the nodes are P0 … P{nodes - 1}.");
}
