using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>Some nodes follow another protocol than the others.</summary>
internal sealed class MixedProtocol<TState, TMessage>(
    Protocol<TState, TMessage> most, HashSet<NodeId> some, Protocol<TState, TMessage> other) : Protocol<TState, TMessage>
    where TState : class
    where TMessage : class
{
    public override TState Start(NodeId self, Effects<TMessage> effects) => Of(self).Start(self, effects);

    public override TState OnMessage(TState state, NodeId self, NodeId from, TMessage message, Effects<TMessage> effects) =>
        Of(self).OnMessage(state, self, from, message, effects);

    public override TState OnTimer(TState state, NodeId self, TMessage timer, Effects<TMessage> effects) => Of(self).OnTimer(state, self, timer, effects);

    public override TState OnClock(TState state, NodeId self, TMessage occasion, Instant reading, Effects<TMessage> effects) =>
        Of(self).OnClock(state, self, occasion, reading, effects);

    // It is not told whose state it is; wrappers of this library keep the correct one's durable part.
    public override TState? Durable(TState state) => most.Durable(state);

    public override TState OnRestart(TState? durable, NodeId self, Effects<TMessage> effects) => Of(self).OnRestart(durable, self, effects);

    private Protocol<TState, TMessage> Of(NodeId self) => some.Contains(self) ? other : most;
}
