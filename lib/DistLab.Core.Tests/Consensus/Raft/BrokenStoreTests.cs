using DistLab.Consensus;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Consensus.Raft;

/// <summary>Each rule of Raft that is broken is found out, with a seed and the few faults that it takes; unbroken, the same search finds nothing.</summary>
public sealed class BrokenStoreTests
{
    [Fact]
    public void A_vote_that_does_not_survive_a_crash_makes_two_leaders()
    {
        var nemesis = new Nemesis(3, until: 150.Milliseconds()).AtMost(2).With(Fault.Crash(0), every: 20.Milliseconds(), lasting: 5.Milliseconds());
        var least = Find(options => new ForgetsItsVote(3, options), nemesis, Delay.Uniform(1.Milliseconds(), 20.Milliseconds()), 1..10_000, "election safety");
        // Whoever crashes after its vote, and is back at once, votes for the other candidate, too.
        Assert.InRange(least.Scenario.Faults.Count, 2, 4);
    }

    [Fact]
    public void An_entry_of_an_old_term_that_is_committed_by_counting_is_lost()
    {
        // Figure 8 of the paper, with three servers: two crashes let the other leader come and go, a third lets it come back.
        var nemesis = new Nemesis(3, until: 350.Milliseconds()).AtMost(2).With(Fault.Crash(0), every: 40.Milliseconds(), lasting: 40.Milliseconds());
        var network = new Link(Delay.Uniform(1.Milliseconds(), 10.Milliseconds())) { Loss = 0.3 };
        var least = Find(options => new CommitsByCounting(3, options), nemesis, network, 7_000..20_000, "leader completeness");
        Assert.InRange(least.Scenario.Faults.Count, 4, 12);
    }

    [Fact]
    public void A_candidate_with_an_old_log_that_wins_loses_what_was_committed()
    {
        var nemesis = new Nemesis(3, until: 350.Milliseconds()).AtMost(1).With(Fault.Crash(0), every: 60.Milliseconds(), lasting: 40.Milliseconds());
        var network = new Link(Delay.Uniform(1.Milliseconds(), 10.Milliseconds())) { Loss = 0.3 };
        var least = Find(options => new VotesForAnOldLog(3, options), nemesis, network, 1..1_000, "leader completeness");
        // Who sleeps while an entry is committed needs one crash more, the leader's, to lead without it.
        Assert.InRange(least.Scenario.Faults.Count, 1, 4);
    }

    [Fact]
    public void Quorums_that_do_not_overlap_lose_what_was_acknowledged()
    {
        var failure = new StoreTrial(new DecidesByHalf(5, StoreTrial.Options)).Search(1..20)!;
        var least = failure.Shrink(200);
        Assert.Equal(failure.Claim, least.Claim);
        Assert.True(least.Scenario.Faults.Count < failure.Scenario.Faults.Count);
    }

    [Fact]
    public void A_leader_that_reads_without_asking_is_caught_by_its_clients()
    {
        var failure = new StoreTrial(new ReadsWithoutAsking(5, StoreTrial.Options)).Search(1..100)!;
        Assert.Equal("linearizable", failure.Claim);
        var least = failure.Shrink(60);
        // It takes a partition that leaves the old leader with a client on its side.
        Assert.Contains(least.Scenario.Faults, planned => planned.Fault.Kind is FaultKind.Partition or FaultKind.Cut or FaultKind.Pause);
        Assert.InRange(least.Scenario.Faults.Count, 1, 12);
    }

    private static Failure<RaftStore.State, RaftStore.Message> Find(
        Func<RaftOptions, RaftStore> broken, Nemesis nemesis, Network network, Range seeds, string claim)
    {
        var options = new RaftOptions { ElectionTimeout = Delay.Uniform(30.Milliseconds(), 60.Milliseconds()), HeartbeatInterval = 30.Milliseconds(), MostEntries = 1 };
        var failure = Claimed(broken(options)).Search(nemesis, seeds)!;
        Assert.Equal(claim, failure.Claim);
        var seed = (int)failure.Scenario.Seed;
        Assert.Null(Claimed(new RaftStore(3, options)).Search(nemesis, seed..(seed + 20)));
        var least = failure.Shrink();
        Assert.Equal(claim, least.Claim);
        Assert.Equal(least.Trace.Digest(), least.Replay().Trace.Digest());
        TestContext.Current.TestOutputHelper?.WriteLine(least.ToString());
        return least;

        Scenario<RaftStore.State, RaftStore.Message> Claimed(RaftStore store) =>
            store.Scenario(nodes: 3, length: nemesis.Until, network: network).Guarantees(3, state => state);
    }
}
