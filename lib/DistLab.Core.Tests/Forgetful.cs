using DistLab.Protocols;

namespace DistLab.Core.Tests;

/// <summary>The planted bug of every durable protocol: it forgets to make its state durable.</summary>
internal sealed class Forgetful<TState, TMessage>(Protocol<TState, TMessage> protocol) : Protocol<TState, TMessage>
    where TState : class
    where TMessage : class
{
    public override TState Start(NodeId self, Effects<TMessage> effects) => protocol.Start(self, effects);

    public override TState OnMessage(TState state, NodeId self, NodeId from, TMessage message, Effects<TMessage> effects) =>
        protocol.OnMessage(state, self, from, message, effects);

    public override TState OnTimer(TState state, NodeId self, TMessage timer, Effects<TMessage> effects) => protocol.OnTimer(state, self, timer, effects);

    public override TState OnRestart(TState? durable, NodeId self, Effects<TMessage> effects) => protocol.OnRestart(durable, self, effects);
}
