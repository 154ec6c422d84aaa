using DistLab.Protocols;
using DistLab.Systems.Maelstrom;

namespace DistLab.Systems.Tests.Maelstrom;

/// <summary>A protocol with a planted bug: what it hears, whom it takes itself for, and what it keeps may differ from the correct one's.</summary>
internal sealed class Changed<TState, TMessage>(Protocol<TState, TMessage> correct) : Protocol<TState, TMessage>
    where TState : class
    where TMessage : class
{
    /// <summary>What a node makes of a message; nothing, where it is null.</summary>
    public Func<TMessage, TMessage?> Hears { get; init; } = message => message;

    /// <summary>As whom a node begins.</summary>
    public Func<NodeId, NodeId> Begins { get; init; } = self => self;

    /// <summary>Whether it keeps what it must.</summary>
    public bool IsDurable { get; init; } = true;

    public override TState Start(NodeId self, Effects<TMessage> effects) => correct.Start(Begins(self), effects);

    public override TState OnMessage(TState state, NodeId self, NodeId from, TMessage message, Effects<TMessage> effects) =>
        Hears(message) is { } heard ? correct.OnMessage(state, self, from, heard, effects) : state;

    public override TState OnTimer(TState state, NodeId self, TMessage timer, Effects<TMessage> effects) => correct.OnTimer(state, self, timer, effects);

    public override TState? Durable(TState state) => IsDurable ? correct.Durable(state) : null;

    public override TState OnRestart(TState? durable, NodeId self, Effects<TMessage> effects) => correct.OnRestart(durable, self, effects);
}

/// <summary>A workload whose protocol has a planted bug.</summary>
internal sealed class ChangedWorkload<TState, TMessage>(
    IWorkload<TState, TMessage> correct, Func<Protocol<TState, TMessage>, Changed<TState, TMessage>> change) : IWorkload<TState, TMessage>
    where TState : class
    where TMessage : class
{
    public Protocol<TState, TMessage> Protocol(int nodes) => change(correct.Protocol(nodes));

    public TMessage? Request(RequestBody body, long request, NodeNames names) => correct.Request(body, request, names);

    public WorkloadAnswer? Answer(object output) => correct.Answer(output);
}
