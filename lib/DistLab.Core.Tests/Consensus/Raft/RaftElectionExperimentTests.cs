using DistLab.Consensus;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Consensus.Raft;

/// <summary>Figure 16 of Ongaro and Ousterhout (extended version), with the numbers that §9.3 tells.</summary>
public sealed class RaftElectionExperimentTests
{
    [Fact]
    public void Five_milliseconds_of_randomness_give_the_published_median() => IsNear(287, Median(Run(150, 155, 1_000)));

    [Fact]
    public void Short_timeouts_give_the_published_mean()
    {
        var downtimes = Run(12, 24, 1_000);
        IsNear(35, downtimes.Average());
        Assert.InRange(downtimes.Max(), 50, 2 * 152);
    }

    [Fact]
    public void Without_randomness_votes_split_for_ten_seconds_in_many_trials_and_with_a_little_in_none()
    {
        var given = RaftElectionExperiment.Downtimes(150.Milliseconds(), 150.Milliseconds(), 100);
        Assert.InRange(given.Count(downtime => downtime is null), 30, 100);
        Assert.DoesNotContain(RaftElectionExperiment.Downtimes(150.Milliseconds(), 175.Milliseconds(), 300), downtime => downtime is null);
    }

    [Fact]
    public void No_leader_is_replaced_before_half_of_the_least_timeout() => Assert.True(Run(150, 300, 300).Min() >= 75);

    [Fact]
    public void The_same_seed_gives_the_same_downtimes() =>
        Assert.Equal(RaftElectionExperiment.Downtimes(150.Milliseconds(), 200.Milliseconds(), 20, seed: 3), RaftElectionExperiment.Downtimes(150.Milliseconds(), 200.Milliseconds(), 20, seed: 3));

    private static double[] Run(int least, int greatest, int trials) =>
        [.. RaftElectionExperiment.Downtimes(least.Milliseconds(), greatest.Milliseconds(), trials).Select(downtime => (downtime ?? RaftElectionExperiment.Limit).Milliseconds)];

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static void IsNear(double published, double measured) => Assert.InRange(measured, 0.85 * published, 1.15 * published);
}
