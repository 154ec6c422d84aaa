using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Consensus;

/// <summary>How long <see cref="VotingRounds"/> take, with chance or an adversary as scheduler.</summary>
public static class VotingExperiment
{
    /// <summary>The round in which the last of three voters decides, in each of many runs whose messages take random times.</summary>
    /// <param name="voting">What the voters follow.</param>
    /// <param name="runs">How many runs, with the seeds 1, 2, ….</param>
    public static IReadOnlyList<int> Rounds(VotingRounds voting, int runs)
    {
        ArgumentNullException.ThrowIfNull(voting);
        return [.. Enumerable.Range(1, runs).Select(seed =>
        {
            var run = voting.Simulate(3, (ulong)seed, Delay.Exponential(1.Milliseconds()));
            run.Run();
            return Enumerable.Range(0, 3).Max(node => run.State(node).Round);
        })];
    }

    /// <summary>Whether a scheduler keeps all three voters undecided for so many arrivals.</summary>
    /// <param name="voting">What the voters follow.</param>
    /// <param name="scheduler">The place of the message that arrives next among those under way.</param>
    /// <param name="arrivals">How many messages arrive.</param>
    public static bool KeepsUndecided(VotingRounds voting, Func<AsynchronousRun<VoterState, VoteMessage>, int> scheduler, int arrivals)
    {
        ArgumentNullException.ThrowIfNull(voting);
        var run = new AsynchronousRun<VoterState, VoteMessage>(voting, nodes: 3).Run(scheduler, arrivals);
        return run.Steps == arrivals && run.States.All(voter => voter.Decision is null);
    }
}
