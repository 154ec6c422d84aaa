using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// Election on a ring in both directions: in phase k an identifier asks its neighbourhood of 2ᵏ places each way, and only one
/// that is the greatest there goes on to the next phase. At most 8N(1 + ⌈lg N⌉) messages, whatever the order of identifiers.
/// </summary>
/// <remarks>
/// D. S. Hirschberg and J. B. Sinclair, CACM 23(11), 1980; N. Lynch, Distributed Algorithms, 1996, §3.4. The announcement, one
/// message for each process, is ours and not in the bound. A process that is reached by a smaller identifier joins in.
/// </remarks>
/// <param name="identifiers">The identifier of each process, in the order of the ring.</param>
public class HirschbergSinclairElection(ValueList<int> identifiers) : RingElection<HirschbergSinclairElection.State>(identifiers)
{
    /// <summary>What a process remembers.</summary>
    public sealed record State : ElectionState
    {
        /// <summary>How far it has come: its identifier is on its way 2ᵏ places far, for phase k.</summary>
        public int Phase { get; init; }

        /// <summary>Whether its identifier has come back from one side in this phase.</summary>
        public bool HasOneReply { get; init; }
    }

    private sealed record Probe(int Id, int Hops, int Direction) : ElectionMessage
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"probe {Id}, {Hops} to go");
    }

    private sealed record Reply(int Id, int Direction) : ElectionMessage
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"reply {Id}");
    }

    /// <summary>On initialization: not a participant.</summary>
    public override State Start(NodeId self, Effects<ElectionMessage> effects) => new();

    /// <summary>To begin: send your identifier one place each way.</summary>
    protected override State ToBegin(State state, NodeId self, Effects<ElectionMessage> effects) =>
        state.IsParticipant ? state : ToPhase(0, state, self, effects);

    /// <summary>On receipt of a probe, a reply or the announcement.</summary>
    protected override State OnReceipt(State state, NodeId self, NodeId from, ElectionMessage message, Effects<ElectionMessage> effects) => message switch
    {
        Probe probe => OnProbe(probe, state, self, effects),
        Reply reply => OnReply(reply, state, self, effects),
        ElectedMessage elected => OnElected(elected, state, self, effects),
        _ => state,
    };

    /// <summary>Whether another one's identifier is let through: if it is greater than the own one.</summary>
    protected virtual bool Yields(int identifier, NodeId self) => identifier > Own(self);

    // An identifier that has come round the whole ring has won; it does so from both sides.
    private State OnProbe(Probe probe, State state, NodeId self, Effects<ElectionMessage> effects)
    {
        if (probe.Id == Own(self))
            return state.Leader == probe.Id ? state : Announce(state, self, effects);
        if (!Yields(probe.Id, self))
            return ToBegin(state, self, effects);
        if (probe.Hops > 1)
            effects.Send(Neighbour(self, probe.Direction), probe with { Hops = probe.Hops - 1 });
        else
            effects.Send(Neighbour(self, -probe.Direction), new Reply(probe.Id, -probe.Direction));
        return state with { IsParticipant = true };
    }

    private State OnReply(Reply reply, State state, NodeId self, Effects<ElectionMessage> effects)
    {
        if (reply.Id != Own(self))
        {
            effects.Send(Neighbour(self, reply.Direction), reply);
            return state;
        }
        return state.HasOneReply ? ToPhase(state.Phase + 1, state, self, effects) : state with { HasOneReply = true };
    }

    private State ToPhase(int phase, State state, NodeId self, Effects<ElectionMessage> effects)
    {
        effects.Send(Neighbour(self), new Probe(Own(self), 1 << phase, 1));
        effects.Send(Neighbour(self, -1), new Probe(Own(self), 1 << phase, -1));
        return state with { IsParticipant = true, Phase = phase, HasOneReply = false };
    }
}
