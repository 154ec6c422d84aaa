using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>
/// Asynchronous agreement on 0 or 1, round by round, without any clock. In the first half of a round everybody votes, waits for
/// the votes of all but f, and proposes a value if more than half of all have voted for it. In the second half everybody waits
/// for the proposals of all but f, decides on a value that more than f propose, adopts one that anybody proposes, and otherwise
/// tries the other one. It never decides wrongly, and nearly always soon; that it decides at all, nobody can promise.
/// </summary>
/// <remarks>
/// Ben-Or, "Another Advantage of Free Choice" (1983), without the free choice: where he throws a coin, a process takes the value
/// that it did not vote for (<see cref="ValueWithoutProposal"/>). With that it is deterministic, and Fischer, Lynch and Paterson (1985) say what follows.
/// </remarks>
public class VotingRounds : Protocol<VoterState, VoteMessage>
{
    private readonly ValueList<int> _inputs;
    private readonly int _crashes;
    private readonly int _rounds;

    /// <summary>Voting among as many processes as there are values.</summary>
    /// <param name="inputs">What each process votes for at first: 0 or 1.</param>
    /// <param name="crashes">How many processes may crash: f, less than half of all.</param>
    /// <param name="rounds">After how many rounds a process gives up; by default never.</param>
    /// <exception cref="ArgumentOutOfRangeException">An input is neither 0 nor 1, or a number is out of range.</exception>
    public VotingRounds(ValueList<int> inputs, int crashes = 1, int rounds = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Any(input => input is not (0 or 1)))
            throw new ArgumentOutOfRangeException(nameof(inputs), inputs, "A process votes for 0 or 1.");
        ArgumentOutOfRangeException.ThrowIfNegative(crashes);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(2 * crashes, inputs.Count, nameof(crashes));
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        (_inputs, _crashes, _rounds) = (inputs, crashes, rounds);
    }

    /// <summary>A process votes for its own value.</summary>
    public override VoterState Start(NodeId self, Effects<VoteMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        var value = _inputs[self.Index];
        return Say(new() { Value = value }, self, value, effects);
    }

    /// <summary>What comes is kept until its half of its round is over; what comes later than that is ignored.</summary>
    public override VoterState OnMessage(VoterState state, NodeId self, NodeId from, VoteMessage message, Effects<VoteMessage> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        if (IsLate(state, message))
            return state;
        if (message is VoteMessage.Decided decided)
        {
            effects.Output(decided);
            return state with { Decision = decided.Value, Received = [] };
        }
        state = Keep(state, from, (VoteMessage.Vote)message);
        while (state.Decision is null && state.Round <= _rounds && OfThisHalf(state).Count >= _inputs.Count - _crashes)
            state = state.IsProposing ? EndRound(state, self, effects) : Propose(state, self, effects);
        return state;
    }

    /// <summary>Whether a process ignores a message from now on, because it waits for others by now, or for none.</summary>
    public bool IsLate(VoterState state, VoteMessage message)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Decision is not null || (state.Round > _rounds && message is VoteMessage.Vote)
            || (message is VoteMessage.Vote vote && (vote.Round < state.Round || (vote.Round == state.Round && state.IsProposing && !vote.IsProposal)));
    }

    /// <summary>What a process votes for next when nobody was seen to propose anything: the other one. In Ben-Or's algorithm a coin.</summary>
    /// <param name="own">What it voted for last.</param>
    /// <param name="effects">Where a coin could be thrown.</param>
    protected virtual int ValueWithoutProposal(int own, Effects<VoteMessage> effects) => 1 - own;

    /// <summary>What is proposed: the value that more than half of all have voted for; <c>null</c> if there is none.</summary>
    /// <param name="votes">The votes that came.</param>
    protected virtual int? ToPropose(IReadOnlyList<int?> votes) =>
        Enumerable.Range(0, 2).Cast<int?>().FirstOrDefault(value => 2 * votes.Count(vote => vote == value) > _inputs.Count);

    private VoterState Propose(VoterState state, NodeId self, Effects<VoteMessage> effects)
    {
        var votes = OfThisHalf(state);
        return Say(Passed(state) with { IsProposing = true }, self, ToPropose(votes), effects);
    }

    private VoterState EndRound(VoterState state, NodeId self, Effects<VoteMessage> effects)
    {
        var proposals = OfThisHalf(state);
        var proposed = proposals.FirstOrDefault(value => value is not null);
        if (proposed is { } decision && proposals.Count(value => value == decision) > _crashes)
        {
            effects.Output(new VoteMessage.Decided(decision));
            SendToOthers(new VoteMessage.Decided(decision), self, effects);
            return state with { Decision = decision, Value = decision, Received = [] };
        }
        state = Passed(state) with { Value = proposed ?? ValueWithoutProposal(state.Value, effects), Round = state.Round + 1, IsProposing = false };
        return state.Round > _rounds ? state with { Received = [] } : Say(state, self, state.Value, effects);
    }

    private VoterState Say(VoterState state, NodeId self, int? value, Effects<VoteMessage> effects)
    {
        var vote = new VoteMessage.Vote(state.Round, state.IsProposing, value);
        SendToOthers(vote, self, effects);
        return Keep(state, self, vote);
    }

    private void SendToOthers(VoteMessage message, NodeId self, Effects<VoteMessage> effects)
    {
        for (var other = 0; other < _inputs.Count; other++)
        {
            if (other != self.Index)
                effects.Send(other, message);
        }
    }

    private static VoterState Keep(VoterState state, NodeId from, VoteMessage.Vote vote) => state with
    {
        Received = [.. state.Received.Add(new(from, vote)).OrderBy(receipt => receipt.Vote.Round).ThenBy(receipt => receipt.Vote.IsProposal).ThenBy(receipt => receipt.From)],
    };

    private static List<int?> OfThisHalf(VoterState state) =>
        [.. state.Received.Where(receipt => IsOfThisHalf(state, receipt)).Select(receipt => receipt.Vote.Value)];

    private static VoterState Passed(VoterState state) => state with { Received = [.. state.Received.Where(receipt => !IsOfThisHalf(state, receipt))] };

    private static bool IsOfThisHalf(VoterState state, VoteReceipt receipt) => receipt.Vote.Round == state.Round && receipt.Vote.IsProposal == state.IsProposing;
}
