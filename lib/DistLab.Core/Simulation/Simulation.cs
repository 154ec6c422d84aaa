using System.Runtime.CompilerServices;
using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Simulation;

/// <summary>
/// One run of a protocol in virtual time over a simulated network. It follows from the protocol, its parameters and the seed,
/// to the bit, on any machine.
/// </summary>
/// <typeparam name="TState">What one node remembers.</typeparam>
/// <typeparam name="TMessage">What nodes send to each other.</typeparam>
public sealed partial class Simulation<TState, TMessage>
    where TState : class
    where TMessage : class
{
    /// <summary>How many events a run handles at most when nothing else is said.</summary>
    public const long DefaultEventLimit = 100_000_000;

    /// <summary>How many nodes a simulation has at most.</summary>
    public const int GreatestNumberOfNodes = 10_000_000;

    private const int MostReadingsAtOnce = 1_000;

    private readonly Protocol<TState, TMessage> _protocol;
    private readonly SimulatedNode<TState, TMessage>[] _nodes;
    private readonly Carrier<TState, TMessage> _carrier;
    private readonly EventQueue<SimulatedEvent<TMessage>> _queue = new();
    private readonly Effects<TMessage> _effects;
    private readonly Mutator<TMessage>? _mutator;
    private int _acting;
    private bool _started;

    /// <summary>Prepares a run; nothing happens before it is told to run.</summary>
    /// <param name="protocol">The protocol that every node follows.</param>
    /// <param name="nodes">How many nodes there are, 1 … 10,000,000: P0, P1, ….</param>
    /// <param name="seed">What all chance in the run follows from.</param>
    /// <param name="network">The links; by default every message takes 1 ms and none is lost.</param>
    /// <param name="trace">Where the run is recorded; by default its last 4,096 rows are kept.</param>
    /// <param name="clocks">The nodes' own clocks; by default all are right.</param>
    /// <param name="mutator">What a corrupted message becomes, and what a Byzantine node says; without it, a checksum betrays the one, and no lie is told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of nodes is out of range.</exception>
    public Simulation(
        Protocol<TState, TMessage> protocol,
        int nodes,
        ulong seed = 1,
        Network? network = null,
        Trace? trace = null,
        Func<NodeId, DriftingClock>? clocks = null,
        Mutator<TMessage>? mutator = null)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, GreatestNumberOfNodes);
        _protocol = protocol;
        _mutator = mutator;
        Trace = trace ?? Trace.KeepLast();
        _carrier = new Carrier<TState, TMessage>(network ?? Delay.Constant(1.Milliseconds()), nodes, _queue, Trace, mutator);
        var random = new RandomStream(seed);
        _nodes = new SimulatedNode<TState, TMessage>[nodes];
        for (var i = 0; i < nodes; i++)
            _nodes[i] = new(i, random, protocol, clocks?.Invoke(i));
        _effects = new Effects<TMessage>(n => Script?.NextChoice(_acting) ?? _nodes[_acting].Choices.NextBelow(n));
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

    /// <summary>Whether a node is up, be it paused or not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public bool IsUp(NodeId node) => NodeAt(node).Status != NodeStatus.Down;

    /// <summary>A node's own clock, which experiments may read and nodes only through <see cref="Effects{TMessage}.ReadClock"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public DriftingClock Clock(NodeId node) => NodeAt(node).Clock;

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

    /// <summary>Runs until a condition holds after an event, but no longer than to a point in time.</summary>
    /// <exception cref="ProtocolException">The protocol's code failed.</exception>
    public RunOutcome RunUntil(Instant time, Func<bool> condition, long maxEvents = DefaultEventLimit)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Run(time, condition, maxEvents);
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
            if (!HandleNext(until))
                break;
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

    // Read part by part, never copied whole: a wide load just after the narrow stores that filled the event in has to wait for them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool HandleNext(Instant until)
    {
        if (!_queue.TryDequeue(until, out var at, out int slot))
            return false;
        Now = at;
        Events++;
        ref var next = ref _queue.Held(slot);
        var node = next.Node;
        var kind = next.Kind;
        var from = next.From;
        var number = next.Number;
        var message = next.Message;
        next.Message = null;
        _queue.Release(slot);
        if (kind <= SimulatedEventKind.Timer && _nodes[node] is { Status: NodeStatus.Up } up && !_carrier.IsCut(from, node))
            Deliver(up, kind == SimulatedEventKind.Timer ? TraceKind.Timer : TraceKind.Receive, from, number, message!);
        else
            HandleOther(kind, node, from, number, message);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void HandleOther(SimulatedEventKind kind, int node, NodeId from, long number, TMessage? message)
    {
        if (kind == SimulatedEventKind.Fault)
            Apply(_faults[(int)number]);
        else if (kind == SimulatedEventKind.CatchUp)
            HandleWaiting(_nodes[node]);
        else if (kind == SimulatedEventKind.Loss || _carrier.IsCut(from.Index, node))
            Lose(_nodes[node], from, number, message!);
        else
            HandleLater(_nodes[node], from, number, message!);
    }

    /// <summary>Has a node handle a message, or a timer, which comes from outside and has the number 0.</summary>
    private void Deliver(SimulatedNode<TState, TMessage> node, TraceKind kind, NodeId from, long number, TMessage message)
    {
        if (kind == TraceKind.Timer)
            node.Timers.Set(message, default);
        Record(kind, node.Id, from, number, message);
        Act(node, kind, from, message);
    }

    private void Lose(SimulatedNode<TState, TMessage> node, NodeId from, long number, TMessage message)
    {
        MessagesLost++;
        Record(TraceKind.Lost, node.Id, from, number, message);
    }

    /// <summary>Has a node handle one event, and carries out what it does.</summary>
    private void Act(SimulatedNode<TState, TMessage> node, TraceKind kind, NodeId from, TMessage? message)
    {
        _acting = node.Id.Index;
        _effects.Clear();
        if (node.Become(Call(node, kind, from, message)) && Trace.KeepsStates)
            Record(TraceKind.State, node.Id, NodeId.Outside, 0, node.State);
        foreach (ref readonly var effect in _effects.Recorded)
            CarryOut(node, effect);
    }

    private TState Call(SimulatedNode<TState, TMessage> node, TraceKind kind, NodeId from, TMessage? message)
    {
        try
        {
            var state = kind switch
            {
                TraceKind.Receive => node.Protocol.OnMessage(node.State!, node.Id, from, message!, _effects),
                TraceKind.Timer => node.Protocol.OnTimer(node.State!, node.Id, message!, _effects),
                TraceKind.Restart => node.Protocol.OnRestart(node.Durable, node.Id, _effects),
                _ => node.Protocol.Start(node.Id, _effects),
            };
            return _effects.TouchesClock ? UseClock(node, state) : state;
        }
        catch (Exception e) when (e is not ProtocolException)
        {
            throw Failure(node.Id, kind, message, e);
        }
    }

    private ProtocolException Failure(NodeId node, TraceKind kind, TMessage? message, Exception cause) =>
        new($"{node} failed at {Now}, on {kind} {message}: {cause.Message}", cause);

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
                state = node.Protocol.OnClock(state, node.Id, effect.Message!, reading, _effects);
            }
        }
        return state;
    }

    private void CarryOut(SimulatedNode<TState, TMessage> node, in Effect<TMessage> effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Send:
                _carrier.Send(Now, node, effect.To, effect.Message!);
                break;
            case EffectKind.SetTimer:
                var at = Script?.NextTimer(node.Id) ?? Now + node.Draw((Delay)effect.Detail!);
                SetTimer(node, effect.Message!, _queue.Plan(at, SimulatedEventKind.Timer, node.Id, NodeId.Outside, 0, effect.Message));
                break;
            case EffectKind.CancelTimer:
                SetTimer(node, effect.Message!, default);
                break;
            case EffectKind.Output:
                Record(TraceKind.Output, node.Id, NodeId.Outside, 0, effect.Detail);
                break;
        }
    }

    private void SetTimer(SimulatedNode<TState, TMessage> node, TMessage timer, EventHandle handle)
    {
        var former = node.Timers.Set(timer, handle);
        if (former != default)
            _queue.Cancel(former);
    }

    private SimulatedNode<TState, TMessage> NodeAt(NodeId node) => (uint)node.Index < (uint)_nodes.Length
        ? _nodes[node.Index]
        : throw new ArgumentOutOfRangeException(nameof(node), node, $"The nodes are P0 … P{_nodes.Length - 1}.");

    private void Record(TraceKind kind, NodeId node, NodeId peer, long message, object? content) =>
        Trace.Add(Now, kind, node, peer, message, content);
}
