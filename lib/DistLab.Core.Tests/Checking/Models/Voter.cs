using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Models;

/// <summary>Node 0 votes for the first that asks; the others ask. It must not vote twice, not even after a crash.</summary>
/// <param name="writesDown">Whether the vote is on stable storage; a mutant forgets to put it there.</param>
internal sealed class Voter(bool writesDown = true) : Protocol<Voter.State, Voter.Message>
{
    /// <summary>At node 0: whom it has voted for. At another node: whether it has a vote.</summary>
    public sealed record State(NodeId? VotedFor, bool HasVote);

    public sealed record Message(bool IsVote)
    {
        public override string ToString() => IsVote ? "vote" : "ask";
    }

    public override State Start(NodeId self, Effects<Message> effects)
    {
        if (self != 0)
            effects.Send(0, new(IsVote: false));
        return new(null, false);
    }

    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        if (message.IsVote)
        {
            effects.Output("elected");
            return state with { HasVote = true };
        }
        if (state.VotedFor is not null)
            return state;
        effects.Send(from, new(IsVote: true));
        return state with { VotedFor = from };
    }

    public override State? Durable(State state) => writesDown ? state : null;

    public override State OnRestart(State? durable, NodeId self, Effects<Message> effects) => durable ?? new(null, false);
}
