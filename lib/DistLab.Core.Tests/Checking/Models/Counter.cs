using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

/// <summary>Node 1 asks node 0 to count, once, and asks again when no answer comes.</summary>
/// <param name="knowsDuplicates">Whether node 0 tells a request from its copy; a mutant does not.</param>
/// <param name="asksAgain">Whether node 1 asks again; a mutant does not.</param>
internal sealed class Counter(bool knowsDuplicates = true, bool asksAgain = true) : Protocol<Counter.State, Counter.Message>
{

    public sealed record State(int Count, bool IsDone);

    public sealed record Message(string Text)
    {
        public override string ToString() => Text;
    }

    public static Message Request { get; } = new("count");

    public static Message Answer { get; } = new("counted");

    public static Message Again { get; } = new("again");

    public override State Start(NodeId self, Effects<Message> effects)
    {
        if (self == 1)
            Ask(effects);
        return new(0, false);
    }

    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        if (self == 1)
        {
            effects.CancelTimer(Again);
            return state with { IsDone = true };
        }
        effects.Send(from, Answer);
        return state.Count > 0 && knowsDuplicates ? state : state with { Count = state.Count + 1 };
    }

    public override State OnTimer(State state, NodeId self, Message timer, Effects<Message> effects)
    {
        Ask(effects);
        return state;
    }

    private void Ask(Effects<Message> effects)
    {
        effects.Send(0, Request);
        if (asksAgain)
            effects.SetTimer(Again, 10.Milliseconds());
    }
}
