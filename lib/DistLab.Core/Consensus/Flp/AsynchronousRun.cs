using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Consensus;

/// <summary>
/// A run whose scheduler is the caller: it says which of the messages under way arrives next. There are no clocks, timers or
/// coins, so that everything that happens is the scheduler's choice.
/// </summary>
/// <typeparam name="TState">What one node remembers.</typeparam>
/// <typeparam name="TMessage">What nodes send to each other.</typeparam>
public sealed class AsynchronousRun<TState, TMessage>
    where TState : class
    where TMessage : class
{
    private readonly AsynchronousStep<TState, TMessage> _step;
    private readonly TState[] _states;
    private readonly List<(long Number, Envelope<TMessage> Envelope)> _underWay = [];
    private long _sent;

    /// <summary>Starts all nodes; what they send is under way.</summary>
    /// <param name="protocol">The protocol that every node follows: deterministic, and without timers and clocks.</param>
    /// <param name="nodes">How many nodes there are: P0, P1, ….</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no node.</exception>
    /// <exception cref="NotSupportedException">The protocol chooses, sets a timer, or reads a clock.</exception>
    public AsynchronousRun(Protocol<TState, TMessage> protocol, int nodes)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        _step = new(protocol);
        _states = new TState[nodes];
        for (var node = 0; node < nodes; node++)
        {
            Trace.Add(Now, TraceKind.Start, node, NodeId.Outside, 0, null);
            _states[node] = _step.Start(node);
            CarryOut(node);
        }
    }

    /// <summary>The nodes' states now.</summary>
    public IReadOnlyList<TState> States => _states;

    /// <summary>The messages under way, the oldest first.</summary>
    public IReadOnlyList<Envelope<TMessage>> UnderWay => [.. _underWay.Select(sent => sent.Envelope)];

    /// <summary>How many messages have arrived.</summary>
    public int Steps { get; private set; }

    /// <summary>What has happened, one arrival a millisecond.</summary>
    public Trace Trace { get; } = Trace.KeepAll();

    private Instant Now => Instant.Zero + Steps.Milliseconds();

    /// <summary>Has a message arrive.</summary>
    /// <param name="index">Its place among those under way.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public void Deliver(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _underWay.Count);
        var (number, sent) = _underWay[index];
        _underWay.RemoveAt(index);
        Steps++;
        Trace.Add(Now, TraceKind.Receive, sent.To, sent.From, number, sent.Message);
        _states[sent.To.Index] = _step.OnMessage(_states[sent.To.Index], sent);
        CarryOut(sent.To);
    }

    /// <summary>Has the oldest message arrive of which something is true; returns whether there is one.</summary>
    public bool DeliverFirst(Func<Envelope<TMessage>, bool> isIt)
    {
        ArgumentNullException.ThrowIfNull(isIt);
        var index = _underWay.FindIndex(sent => isIt(sent.Envelope));
        if (index >= 0)
            Deliver(index);
        return index >= 0;
    }

    /// <summary>Has a scheduler choose one message after another, until nothing is under way or enough has arrived.</summary>
    /// <param name="scheduler">The place of the next one among those under way.</param>
    /// <param name="steps">How many are to arrive at most.</param>
    public AsynchronousRun<TState, TMessage> Run(Func<AsynchronousRun<TState, TMessage>, int> scheduler, int steps)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        for (var step = 0; step < steps && _underWay.Count > 0; step++)
            Deliver(scheduler(this));
        return this;
    }

    private void CarryOut(NodeId node)
    {
        foreach (var effect in _step.Recorded)
        {
            if (effect.Kind == EffectKind.Output)
            {
                Trace.Add(Now, TraceKind.Output, node, NodeId.Outside, 0, effect.Detail);
                continue;
            }
            _underWay.Add((++_sent, new(node, effect.To, effect.Message!)));
            Trace.Add(Now, TraceKind.Send, node, effect.To, _sent, effect.Message);
        }
    }
}
