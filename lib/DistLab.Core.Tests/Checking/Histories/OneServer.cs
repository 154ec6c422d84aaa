using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Histories;

/// <summary>Node 0 keeps a value; the others put and get it in turn. A server that is not correct answers with the value before the last.</summary>
internal sealed class OneServer(bool isCorrect) : Protocol<OneServer.State, OneServer.Message>
{
    public sealed record State(Value Now, Value Before, int Calls);

    public sealed record Message(Call? Call, Value Result);

    public override State Start(NodeId self, Effects<Message> effects) =>
        self == 0 ? new(Value.Nil, Value.Nil, 0) : Next(new(Value.Nil, Value.Nil, 0), self, effects);

    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        if (self != 0)
        {
            effects.Output(HistoryEvent.Return(message.Result));
            return Next(state, self, effects);
        }
        var isPut = message.Call!.Name == "put";
        effects.Send(from, new(null, isPut ? Value.Nil : isCorrect ? state.Now : state.Before));
        return isPut ? state with { Now = message.Call.Argument, Before = state.Now } : state;
    }

    private static State Next(State state, NodeId self, Effects<Message> effects)
    {
        var call = state.Calls % 2 == 0 ? Call.Put("x", (100 * self.Index) + state.Calls) : Call.Get("x");
        effects.Output(HistoryEvent.Invoke(call));
        effects.Send(0, new(call, Value.Nil));
        return state with { Calls = state.Calls + 1 };
    }
}
