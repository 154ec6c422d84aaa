using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// Election on a ring in one direction: an identifier travels on until it meets a greater one; the one that comes back to its
/// own process has won. With one starter at worst 3N − 1 messages, the announcement included; when all start, N·Hₙ on average
/// and N(N + 1)/2 at worst, without it.
/// </summary>
/// <remarks>
/// E. Chang and R. Roberts, CACM 22(5), 1979, as Coulouris et al., 5th ed., §15.3, have it. Where messages overtake each other, an
/// identifier that comes after the announcement calls a second election; its outcome is the same.
/// </remarks>
/// <param name="identifiers">The identifier of each process, in the order of the ring.</param>
public class ChangRobertsElection(ValueList<int> identifiers) : RingElection<ChangRobertsElection.State>(identifiers)
{
    /// <summary>What a process remembers.</summary>
    public sealed record State : ElectionState;

    private sealed record ElectionId(int Id) : ElectionMessage
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"election {Id}");
    }

    /// <summary>On initialization: not a participant.</summary>
    public override State Start(NodeId self, Effects<ElectionMessage> effects) => new();

    /// <summary>To begin: mark yourself as a participant, and send your identifier to the next process.</summary>
    protected override State ToBegin(State state, NodeId self, Effects<ElectionMessage> effects) =>
        state.IsParticipant ? state : SendOn(Own(self), state, self, effects);

    /// <summary>On receipt of an election message, compare the identifier in it with your own; on receipt of the announcement, note the winner.</summary>
    protected override State OnReceipt(State state, NodeId self, NodeId from, ElectionMessage message, Effects<ElectionMessage> effects) => message switch
    {
        ElectedMessage elected => OnElected(elected, state, self, effects),
        ElectionId(var id) when id == Own(self) => Announce(state, self, effects),
        ElectionId(var id) when Forwards(id, self) => SendOn(id, state, self, effects),
        ElectionId when !state.IsParticipant => SendOn(Own(self), state, self, effects),
        _ => state,
    };

    /// <summary>Whether another one's identifier is sent on: if it is greater than the own one. A smaller one is swallowed.</summary>
    protected virtual bool Forwards(int identifier, NodeId self) => identifier > Own(self);

    private State SendOn(int id, State state, NodeId self, Effects<ElectionMessage> effects)
    {
        effects.Send(Neighbour(self), new ElectionId(id));
        return state with { IsParticipant = true };
    }
}
