using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// Any protocol, with Lamport's and vector clocks added: every node counts its events, every message bears its sender's clocks,
/// and at every event the node outputs an <see cref="EventStamp"/>. Times and messages of the protocol itself stay as they are.
/// </summary>
/// <typeparam name="TState">What a node of the protocol remembers.</typeparam>
/// <typeparam name="TMessage">What its nodes send.</typeparam>
public sealed class LogicalClocks<TState, TMessage> : Protocol<LogicalClocks<TState, TMessage>.State, LogicalClocks<TState, TMessage>.Message>
    where TState : class
    where TMessage : class
{
    private readonly Protocol<TState, TMessage> _protocol;
    private readonly int _nodes;

    /// <summary>Adds clocks to a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="nodes">How many nodes there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no node.</exception>
    public LogicalClocks(Protocol<TState, TMessage> protocol, int nodes)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        _protocol = protocol;
        _nodes = nodes;
    }

    /// <summary>What a node remembers.</summary>
    /// <param name="Inner">What it remembers of the protocol itself.</param>
    /// <param name="Lamport">Its Lamport clock.</param>
    /// <param name="Vector">Its vector clock.</param>
    public sealed record State(TState Inner, LamportClock Lamport, VectorClock Vector);

    /// <summary>A message of the protocol with its sender's clocks; a timer has none.</summary>
    /// <param name="Content">The message.</param>
    /// <param name="Lamport">Its sender's Lamport clock.</param>
    /// <param name="Vector">Its sender's vector clock.</param>
    public sealed record Message(TMessage Content, LamportClock Lamport, VectorClock? Vector)
    {
        /// <inheritdoc/>
        public override string ToString() => Vector is null ? $"{Content}" : $"{Content} at {Lamport} {Vector}";
    }

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        var clocks = new State(null!, default, VectorClock.Zero(_nodes));
        return Act(clocks, effects, inner => _protocol.Start(self, inner));
    }

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(effects);
        // What comes from outside bears no clock.
        var clocks = message.Vector is { } vector
            ? state with { Lamport = state.Lamport.Receive(message.Lamport), Vector = state.Vector.Receive(vector, self) }
            : Ticked(state, self);
        return Act(Stamped(clocks, self, effects), effects, inner => _protocol.OnMessage(state.Inner, self, from, message.Content, inner));
    }

    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, Message timer, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(timer);
        ArgumentNullException.ThrowIfNull(effects);
        return Act(Stamped(Ticked(state, self), self, effects), effects, inner => _protocol.OnTimer(state.Inner, self, timer.Content, inner));
    }

    /// <summary>A reading belongs to the event that asked for it.</summary>
    /// <inheritdoc/>
    public override State OnClock(State state, NodeId self, Message occasion, Instant reading, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(occasion);
        ArgumentNullException.ThrowIfNull(effects);
        return Act(state, effects, inner => _protocol.OnClock(state.Inner, self, occasion.Content, reading, inner));
    }

    private static State Ticked(State state, NodeId self) => state with { Lamport = state.Lamport.Tick(), Vector = state.Vector.Tick(self) };

    private static State Stamped(State state, NodeId self, Effects<Message> effects)
    {
        effects.Output(new EventStamp(self, state.Lamport, state.Vector));
        return state;
    }

    private static State Act(State clocks, Effects<Message> effects, Func<Effects<TMessage>, TState> handle) =>
        clocks with
        {
            Inner = InnerEffects.Run(
                effects, handle, message => new Message(message, clocks.Lamport, clocks.Vector), name => new Message(name, default, null)),
        };
}
