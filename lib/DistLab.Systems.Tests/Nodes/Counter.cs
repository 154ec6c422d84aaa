using DistLab.Protocols;

namespace DistLab.Systems.Tests.Nodes;

/// <summary>Counts what it is told to add, durably, and says each time how far it has come.</summary>
public sealed class Counter : Protocol<Counter.State, Counter.Message>
{
    public sealed record State(int Count, int Lives);

    public abstract record Message;

    public sealed record Add(int Amount) : Message;

    public sealed record Forward(NodeId To, int Amount) : Message;

    public sealed record Boom : Message;

    public override State Start(NodeId self, Effects<Message> effects) => new(0, 1);

    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        switch (message)
        {
            case Add add:
                effects.Output(state.Count + add.Amount);
                return state with { Count = state.Count + add.Amount };
            case Forward forward:
                effects.Send(forward.To, new Add(forward.Amount));
                return state;
            default:
                throw new InvalidOperationException("boom");
        }
    }

    public override State? Durable(State state) => state;

    public override State OnRestart(State? durable, NodeId self, Effects<Message> effects) =>
        durable is null ? Start(self, effects) : durable with { Lives = durable.Lives + 1 };
}
