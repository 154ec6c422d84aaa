using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// Election by force: who calls one asks all processes with greater identifiers; if none answers in time it declares itself
/// coordinator to all below. At best N − 2 messages, at worst O(N²).
/// </summary>
/// <remarks>
/// H. Garcia-Molina, Elections in a distributed computing system, IEEE Trans. Computers 31(1), 1982; Coulouris et al., 5th ed.,
/// §15.3. The identifiers are the nodes' numbers, and the last one is coordinator at first. It is right only where messages are
/// timely (<see cref="IsTimely"/>): who is called dead for being slow ends up as a second coordinator.
/// </remarks>
public class BullyElection : Election<BullyElection.State>
{
    private static readonly ElectionCall TheElection = new();
    private static readonly Answer TheAnswer = new();
    private static readonly Coordinator TheCoordinator = new();
    private static readonly NoAnswer TheNoAnswer = new();
    private static readonly NoCoordinator TheNoCoordinator = new();

    private readonly int _count;
    private readonly Delay _answerWithin;
    private readonly Delay _coordinatorWithin;

    /// <summary>Processes 0, 1, … that all know each other; the last one is coordinator.</summary>
    /// <param name="count">How many processes there are, the coordinator included.</param>
    /// <param name="answerWithin">How long an answer can take at most: two messages and the time to think.</param>
    /// <param name="coordinatorWithin">How long a process that was answered waits for the new coordinator; by default four times as long.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two processes, or more than 64.</exception>
    public BullyElection(int count, Duration answerWithin, Duration? coordinatorWithin = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 64);
        _count = count;
        _answerWithin = answerWithin;
        _coordinatorWithin = coordinatorWithin ?? (answerWithin * 4);
    }

    /// <summary>What a process remembers.</summary>
    public sealed record State : ElectionState
    {
        /// <summary>Which coordinators it knows to have failed.</summary>
        public NodeSet Failed { get; init; }

        /// <summary>Whether a greater process has answered.</summary>
        public bool IsAnswered { get; init; }
    }

    private sealed record ElectionCall : ElectionMessage
    {
        public override string ToString() => "election";
    }

    private sealed record Answer : ElectionMessage
    {
        public override string ToString() => "answer";
    }

    private sealed record Coordinator : ElectionMessage
    {
        public override bool IsAnnouncement => true;

        public override string ToString() => "coordinator";
    }

    private sealed record NoAnswer : ElectionMessage
    {
        public override string ToString() => "no answer";
    }

    private sealed record NoCoordinator : ElectionMessage
    {
        public override string ToString() => "no coordinator came";
    }

    /// <summary>
    /// Whether a state fits a synchronous system: nobody has declared itself coordinator while a question of its own, or an answer
    /// to it, was on its way between processes that are up. Search only <c>Within</c> it.
    /// </summary>
    public static bool IsTimely(GlobalState<State, ElectionMessage, NodeSet> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return !state.InFlight.Any(m =>
            (m.Message is ElectionCall && state.IsUp(m.To) && state[m.From]?.Leader == m.From.Index)
            || (m.Message is Answer && state[m.To]?.Leader == m.To.Index));
    }

    /// <summary>On initialization: the process with the greatest identifier is coordinator.</summary>
    public override State Start(NodeId self, Effects<ElectionMessage> effects) => new() { Leader = _count - 1 };

    /// <summary>A process that comes back calls an election at once, whoever is coordinator: hence the name.</summary>
    public override State OnRestart(State? durable, NodeId self, Effects<ElectionMessage> effects) => Call(new(), self, effects);

    /// <summary>To begin, having noticed that the coordinator has failed: ask all with greater identifiers, save that one.</summary>
    protected override State ToBegin(State state, NodeId self, Effects<ElectionMessage> effects)
    {
        if (state.IsParticipant || state.Leader == self.Index)
            return state;
        return Call(state.Leader is { } leader ? state with { Failed = state.Failed.Add(leader) } : state, self, effects);
    }

    /// <summary>On receipt of an election message, answer and begin an election of your own; of an answer, leave it to the greater one; of a coordinator message, accept it.</summary>
    protected override State OnReceipt(State state, NodeId self, NodeId from, ElectionMessage message, Effects<ElectionMessage> effects)
    {
        switch (message)
        {
            case ElectionCall:
                effects.Send(from, TheAnswer);
                return state.IsParticipant ? state : Call(state, self, effects);
            case Answer when state.IsParticipant && !state.IsAnswered && Heeds(from):
                effects.CancelTimer(TheNoAnswer);
                effects.SetTimer(TheNoCoordinator, _coordinatorWithin);
                return state with { IsAnswered = true };
            case Coordinator when from.Index < self.Index:
                return state.IsParticipant ? state : Call(state, self, effects);
            case Coordinator:
                effects.CancelTimer(TheNoAnswer);
                effects.CancelTimer(TheNoCoordinator);
                return Learn(from.Index, state with { IsAnswered = false, Failed = state.Failed.Remove(from) }, effects);
            default:
                return state;
        }
    }

    /// <summary>When no answer has come in time, declare yourself coordinator; when no coordinator has come, begin again.</summary>
    public override State OnTimer(State state, NodeId self, ElectionMessage timer, Effects<ElectionMessage> effects) =>
        timer is NoAnswer ? Declare(state, self, effects) : Call(state, self, effects);

    /// <summary>Whether an answer counts; always.</summary>
    protected virtual bool Heeds(NodeId answering) => true;

    private State Call(State state, NodeId self, Effects<ElectionMessage> effects)
    {
        var greater = Enumerable.Range(self.Index + 1, _count - self.Index - 1).Select(node => new NodeId(node)).Where(node => !state.Failed.Contains(node)).ToList();
        if (greater.Count == 0)
            return Declare(state, self, effects);
        foreach (var other in greater)
            effects.Send(other, TheElection);
        effects.SetTimer(TheNoAnswer, _answerWithin);
        return state with { IsParticipant = true, IsAnswered = false, Leader = null };
    }

    private static State Declare(State state, NodeId self, Effects<ElectionMessage> effects)
    {
        for (var lower = 0; lower < self.Index; lower++)
            effects.Send(lower, TheCoordinator);
        return Learn(self.Index, state with { IsAnswered = false }, effects);
    }
}
