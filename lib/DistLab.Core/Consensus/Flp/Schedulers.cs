namespace DistLab.Consensus;

/// <summary>Who decides which message arrives next.</summary>
public static class Schedulers
{
    /// <summary>
    /// Keeps three processes of <see cref="VotingRounds"/> that do not all begin with the same value from ever deciding. No
    /// message is lost and none waits for ever: each process hears first from one that votes otherwise, sees no majority, and
    /// tries the other value. What comes second is late.
    /// </summary>
    /// <param name="protocol">What the processes follow.</param>
    public static Func<AsynchronousRun<VoterState, VoteMessage>, int> KeepUndecided(VotingRounds protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return run =>
        {
            var underWay = run.UnderWay;
            return First(sent => protocol.IsLate(run.States[sent.To.Index], sent.Message))
                ?? First(sent => IsAwaited(run.States[sent.To.Index], sent.Message) && Mixes(run.States[sent.To.Index], sent.Message))
                ?? 0;

            int? First(Func<Checking.Envelope<VoteMessage>, bool> isIt)
            {
                for (var i = 0; i < underWay.Count; i++)
                {
                    if (isIt(underWay[i]))
                        return i;
                }
                return null;
            }
        };
    }

    private static bool IsAwaited(VoterState state, VoteMessage message) =>
        message is VoteMessage.Vote vote && vote.Round == state.Round && vote.IsProposal == state.IsProposing;

    private static bool Mixes(VoterState state, VoteMessage message) =>
        message is VoteMessage.Vote vote && (vote.IsProposal || vote.Value != state.Value);
}
