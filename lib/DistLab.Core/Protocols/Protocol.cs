namespace DistLab.Protocols;

/// <summary>
/// A protocol: a pure function from (state, event) to (state, effects). The same code is run by the simulator,
/// searched by the checker and driven over real sockets.
/// </summary>
/// <remarks>
/// <para>A handler gets the node's state and one event, records what the node does in <c>effects</c>, and returns the
/// next state. It reads no clock, draws no random number, and touches nothing else: time comes as an event
/// (<see cref="OnClock"/>), chance as <see cref="Effects{TMessage}.Choose"/>.</para>
/// <para>A state and a message are immutable records with value equality. Beware that records compare arrays by
/// reference: use <see cref="ValueList{T}"/>.</para>
/// </remarks>
/// <typeparam name="TState">What one node remembers.</typeparam>
/// <typeparam name="TMessage">What nodes send to each other, and what a timer or a clock reading is known by.</typeparam>
public abstract class Protocol<TState, TMessage>
    where TState : class
    where TMessage : class
{
    /// <summary>The node begins.</summary>
    /// <returns>Its first state.</returns>
    public abstract TState Start(NodeId self, Effects<TMessage> effects);

    /// <summary>A message arrives; from <see cref="NodeId.Outside"/> when it comes from outside the system.</summary>
    /// <returns>The next state.</returns>
    public abstract TState OnMessage(TState state, NodeId self, NodeId from, TMessage message, Effects<TMessage> effects);

    /// <summary>A timer that this node set has run out. A protocol that sets none need not say what happens then.</summary>
    /// <returns>The next state.</returns>
    public virtual TState OnTimer(TState state, NodeId self, TMessage timer, Effects<TMessage> effects) =>
        throw new NotSupportedException($"{GetType().Name} set the timer {timer} but has no OnTimer.");

    /// <summary>The node's own clock was read, as <see cref="Effects{TMessage}.ReadClock"/> asked.</summary>
    /// <param name="state">The state now.</param>
    /// <param name="self">This node.</param>
    /// <param name="occasion">What the reading was asked for.</param>
    /// <param name="reading">What the clock shows; it may be fast, slow or plainly wrong.</param>
    /// <param name="effects">Where the node's actions go.</param>
    /// <returns>The next state.</returns>
    public virtual TState OnClock(TState state, NodeId self, TMessage occasion, Instant reading, Effects<TMessage> effects) =>
        throw new NotSupportedException($"{GetType().Name} read its clock for {occasion} but has no OnClock.");

    /// <summary>What of a state is on stable storage and so survives a crash; <c>null</c>, the default, when nothing is.</summary>
    public virtual TState? Durable(TState state) => null;

    /// <summary>The node comes back after a crash, without its timers. By default it starts afresh, having forgotten everything.</summary>
    /// <param name="durable">What <see cref="Durable"/> had saved.</param>
    /// <param name="self">This node.</param>
    /// <param name="effects">Where the node's actions go.</param>
    /// <returns>The state after recovery.</returns>
    public virtual TState OnRestart(TState? durable, NodeId self, Effects<TMessage> effects) => durable ?? Start(self, effects);
}
