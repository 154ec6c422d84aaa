using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Simulation;

/// <summary>
/// One run of a protocol in virtual time over a simulated network. It follows from the protocol, its parameters and the seed,
/// to the bit, on any machine.
/// </summary>
/// <typeparam name="TState">What one node remembers.</typeparam>
/// <typeparam name="TMessage">What nodes send to each other.</typeparam>
public sealed class Simulation<TState, TMessage>
    where TState : class
    where TMessage : class
{
    /// <summary>How many events a run handles at most when nothing else is said.</summary>
    public const long DefaultEventLimit = 100_000_000;

    private const int MostReadingsAtOnce = 1_000;

    private readonly Protocol<TState, TMessage> _protocol;
    private readonly SimulatedNode<TState, TMessage>[] _nodes;
    private readonly Carrier<TMessage> _carrier;
    private readonly EventQueue<SimulatedEvent<TMessage>> _queue = new();
    private readonly Effects<TMessage> _effects;
    private readonly List<Fault> _faults = [];
    private SimulatedNode<TState, TMessage> _acting;
    private bool _started;

    /// <summary>Prepares a run; nothing happens before it is told to run.</summary>
    /// <param name="protocol">The protocol that every node follows.</param>
    /// <param name="nodes">How many nodes there are, 1 … 100,000: P0, P1, ….</param>
    /// <param name="seed">What all chance in the run follows from.</param>
    /// <param name="network">The links; by default every message takes 1 ms and none is lost.</param>
    /// <param name="trace">Where the run is recorded; by default its last 4,096 rows are kept.</param>
    /// <param name="clocks">The nodes' own clocks; by default all are right.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of nodes is out of range.</exception>
    public Simulation(
        Protocol<TState, TMessage> protocol,
        int nodes,
        ulong seed = 1,
        Network? network = null,
        Trace? trace = null,
        Func<NodeId, DriftingClock>? clocks = null)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, 100_000);
        _protocol = protocol;
        Trace = trace ?? Trace.KeepLast();
        _carrier = new Carrier<TMessage>(network ?? Delay.Constant(1.Milliseconds()), nodes, _queue, Trace);
        var random = new RandomStream(seed);
        _nodes = [.. Enumerable.Range(0, nodes).Select(i => new SimulatedNode<TState, TMessage>(i, random, clocks?.Invoke(i) ?? new DriftingClock()))];
        _acting = _nodes[0];
        _effects = new Effects<TMessage>(n => Script?.NextChoice(_acting.Id) ?? _acting.Choices.NextBelow(n));
    }

    /// <summary>What has happened so far.</summary>
    public Trace Trace { get; }

    /// <summary>Virtual time now.</summary>
    public Instant Now { get; private set; }

    /// <summary>How many nodes there are.</summary>
    public int Nodes => _nodes.Length;

    /// <summary>How many events have been handled: arrivals, losses, timers and faults.</summary>
    public long Events { get; private set; }

    /// <summary>How many messages nodes have sent.</summary>
    public long MessagesSent => _carrier.Sent;

    /// <summary>How many messages were lost.</summary>
    public long MessagesLost { get; private set; }

    /// <summary>What is laid down of the run; set before it begins.</summary>
    internal Script? Script
    {
        get => _carrier.Script;
        init => _carrier.Script = value;
    }

    /// <summary>The state of a node now; what it was last, if the node is down.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public TState State(NodeId node)
    {
        Begin();
        return NodeAt(node).State!;
    }

    /// <summary>Whether a node is up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public bool IsUp(NodeId node) => NodeAt(node).IsUp;

    /// <summary>A node's own clock, which experiments may read and nodes only through <see cref="Effects{TMessage}.ReadClock"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public DriftingClock Clock(NodeId node) => NodeAt(node).Clock;

    /// <summary>Has a fault happen at a time to come.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is past, or the fault names a node that does not exist.</exception>
    public void Schedule(Instant at, Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(at, Now);
        if (fault.Node != NodeId.Outside)
            NodeAt(fault.Node);
        foreach (var node in fault.Sides.SelectMany(side => side))
            NodeAt(node);
        Begin();
        _queue.Plan(at, SimulatedEventKind.Fault, fault.Node, NodeId.Outside, _faults.Count, null);
        _faults.Add(fault);
    }

    /// <summary>Has a message from outside the system arrive at a node at a time to come.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is past, or there is no such node.</exception>
    public void Inject(Instant at, NodeId node, TMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(at, Now);
        NodeAt(node);
        Begin();
        _carrier.Inject(at, node, message);
    }

    /// <summary>Runs until nothing is left to happen.</summary>
    /// <exception cref="ProtocolException">The protocol's code failed.</exception>
    public RunOutcome Run(long maxEvents = DefaultEventLimit) => Run(Instant.MaxValue, null, maxEvents);

    /// <summary>Runs until a point in time; what happens at that point still happens.</summary>
    /// <exception cref="ProtocolException">The protocol's code failed.</exception>
    public RunOutcome RunUntil(Instant time, long maxEvents = DefaultEventLimit) => Run(time, null, maxEvents);

    /// <summary>Runs until a condition holds after an event.</summary>
    /// <exception cref="ProtocolException">The protocol's code failed.</exception>
    public RunOutcome RunUntil(Func<bool> condition, long maxEvents = DefaultEventLimit)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Run(Instant.MaxValue, condition, maxEvents);
    }

    /// <summary>Runs for a length of time.</summary>
    /// <exception cref="ProtocolException">The protocol's code failed.</exception>
    public RunOutcome RunFor(Duration length, long maxEvents = DefaultEventLimit) => Run(Now + length, null, maxEvents);

    private RunOutcome Run(Instant until, Func<bool>? condition, long maxEvents)
    {
        Begin();
        for (var handled = 0L; ; handled++)
        {
            if (condition?.Invoke() == true)
                return RunOutcome.ConditionMet;
            if (handled >= maxEvents)
                return RunOutcome.EventLimit;
            if (!_queue.TryDequeue(until, out var at, out var next))
                break;
            Now = at;
            Events++;
            Handle(next);
        }
        if (until < Instant.MaxValue && until > Now)
            Now = until;
        return _queue.Count == 0 ? RunOutcome.Quiet : RunOutcome.TimeReached;
    }

    private void Begin()
    {
        if (_started)
            return;
        _started = true;
        foreach (var node in _nodes)
        {
            Record(TraceKind.Start, node.Id, NodeId.Outside, 0, null);
            Act(node, TraceKind.Start, default, null);
        }
    }

    private void Handle(in SimulatedEvent<TMessage> next)
    {
        if (next.Kind == SimulatedEventKind.Fault)
        {
            Apply(_faults[(int)next.Number]);
            return;
        }
        var node = _nodes[next.Node];
        if (next.Kind == SimulatedEventKind.Timer)
        {
            node.Timers.Remove(next.Message!);
            Record(TraceKind.Timer, node.Id, NodeId.Outside, 0, next.Message);
            Act(node, TraceKind.Timer, NodeId.Outside, next.Message);
        }
        else if (next.Kind == SimulatedEventKind.Loss || !node.IsUp || _carrier.IsCut(next.From, next.Node))
        {
            MessagesLost++;
            Record(TraceKind.Lost, node.Id, next.From, next.Number, next.Message);
        }
        else
        {
            Record(TraceKind.Receive, node.Id, next.From, next.Number, next.Message);
            Act(node, TraceKind.Receive, next.From, next.Message);
        }
    }

    private void Apply(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Crash when _nodes[fault.Node.Index] is { IsUp: true } node:
                node.IsUp = false;
                foreach (var timer in node.Timers.Values)
                    _queue.Cancel(timer);
                node.Timers.Clear();
                Record(TraceKind.Crash, node.Id, NodeId.Outside, 0, null);
                break;
            case FaultKind.Restart when _nodes[fault.Node.Index] is { IsUp: false } node:
                node.IsUp = true;
                Record(TraceKind.Restart, node.Id, NodeId.Outside, 0, null);
                Act(node, TraceKind.Restart, NodeId.Outside, null);
                break;
            case FaultKind.Partition or FaultKind.Heal:
                _carrier.Apply(fault);
                Record(fault.Kind == FaultKind.Heal ? TraceKind.Heal : TraceKind.Partition, NodeId.Outside, NodeId.Outside, 0, fault);
                break;
        }
    }

    /// <summary>Has a node handle one event, and carries out what it does.</summary>
    private void Act(SimulatedNode<TState, TMessage> node, TraceKind kind, NodeId from, TMessage? message)
    {
        _acting = node;
        _effects.Clear();
        try
        {
            var state = kind switch
            {
                TraceKind.Receive => _protocol.OnMessage(node.State!, node.Id, from, message!, _effects),
                TraceKind.Timer => _protocol.OnTimer(node.State!, node.Id, message!, _effects),
                TraceKind.Restart => _protocol.OnRestart(node.Durable, node.Id, _effects),
                _ => _protocol.Start(node.Id, _effects),
            };
            node.Become(_effects.TouchesClock ? UseClock(node, state) : state, _protocol);
        }
        catch (Exception e) when (e is not ProtocolException)
        {
            throw new ProtocolException($"{node.Id} failed at {Now}, on {kind} {message}: {e.Message}", e);
        }
        foreach (ref readonly var effect in _effects.Recorded)
            CarryOut(node, effect);
    }

    // The clock is used before anything leaves: a reading makes further effects, and all of a step's effects belong together.
    private TState UseClock(SimulatedNode<TState, TMessage> node, TState state)
    {
        for (var i = 0; i < _effects.Recorded.Length; i++)
        {
            var effect = _effects.Recorded[i];
            if (effect.Kind == EffectKind.SetClock)
            {
                node.Clock.Set(Now, effect.Reading);
                Record(TraceKind.SetClock, node.Id, NodeId.Outside, 0, effect.Reading);
            }
            else if (effect.Kind == EffectKind.ReadClock)
            {
                if (i >= MostReadingsAtOnce)
                    throw new ProtocolException($"{node.Id} reads its clock without end at {Now}.");
                var reading = Script?.NextReading(node.Id) ?? node.Clock.Read(Now);
                Record(TraceKind.ReadClock, node.Id, NodeId.Outside, 0, reading);
                state = _protocol.OnClock(state, node.Id, effect.Message!, reading, _effects);
            }
        }
        return state;
    }

    private void CarryOut(SimulatedNode<TState, TMessage> node, in Effect<TMessage> effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Send:
                _carrier.Send(Now, node.Id, node.Links, effect.To, effect.Message!);
                break;
            case EffectKind.SetTimer:
                CancelTimer(node, effect.Message!);
                var end = Script?.NextTimer(node.Id) ?? Now + node.Clock.ToTrueTime(((Delay)effect.Detail!).Sample(node.TimerDelays));
                node.Timers[effect.Message!] = _queue.Plan(end, SimulatedEventKind.Timer, node.Id, NodeId.Outside, 0, effect.Message);
                break;
            case EffectKind.CancelTimer:
                CancelTimer(node, effect.Message!);
                break;
            case EffectKind.Output:
                Record(TraceKind.Output, node.Id, NodeId.Outside, 0, effect.Detail);
                break;
        }
    }

    private void CancelTimer(SimulatedNode<TState, TMessage> node, TMessage timer)
    {
        if (node.Timers.Remove(timer, out var handle))
            _queue.Cancel(handle);
    }

    private SimulatedNode<TState, TMessage> NodeAt(NodeId node) => (uint)node.Index < (uint)_nodes.Length
        ? _nodes[node.Index]
        : throw new ArgumentOutOfRangeException(nameof(node), node, $"The nodes are P0 … P{_nodes.Length - 1}.");

    private void Record(TraceKind kind, NodeId node, NodeId peer, long message, object? content) =>
        Trace.Add(Now, kind, node, peer, message, content);
}
