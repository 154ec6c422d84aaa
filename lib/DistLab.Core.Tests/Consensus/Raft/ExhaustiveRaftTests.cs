using DistLab.Checking;
using DistLab.Consensus;
using DistLab.Core.Tests.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Consensus.Raft;

/// <summary>All runs of three servers in which few timers run out and few things go wrong.</summary>
public sealed class ExhaustiveRaftTests
{
    private static readonly RaftOptions Options = new() { MostEntries = 1 };

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    public void No_order_of_events_breaks_a_guarantee(int losses, int duplications, int crashes)
    {
        var result = Check(new RaftStore(3, Options), losses, duplications, crashes)
            .Sometimes("all have committed an entry", state => state.States.Count == 3 && state.States.All(server => server.CommitIndex > 0))
            .Sometimes("two terms have had a leader", state => state.History.Count == 2)
            .Run(Cores.All);
        Assert.True(result.Holds, result.ToString());
        Assert.Equal(SearchEnd.Complete, result.End);
        Assert.InRange(result.States, 100_000, 2_000_000);
    }

    [Fact]
    public void A_vote_that_does_not_survive_a_crash_elects_two_leaders_in_eight_steps()
    {
        // Elected by P1, elected by nobody yet, P1 crashes and comes back, elected by P1.
        var result = Check(new ForgetsItsVote(3, Options), crashes: 1).Run(Cores.All);
        Assert.Equal(Verdict.Violated, result["election safety"].Verdict);
        Assert.Equal(8, result["election safety"].Run.Steps.Count);
    }

    [Fact]
    public void Quorums_that_do_not_overlap_elect_two_leaders_at_once() =>
        Assert.Equal(2, Check(new DecidesByHalf(3, Options)).Run(Cores.All)["election safety"].Run.Steps.Count);

    [Fact]
    public void A_candidate_with_an_old_log_that_wins_overwrites_what_was_committed_in_ten_steps()
    {
        // P0 commits with P2, P1 is elected by P0 all the same and commits something else with P2.
        var result = Check(new VotesForAnOldLog(3, Options)).Run(Cores.All);
        Assert.Equal(Verdict.Violated, result["state machine safety"].Verdict);
        Assert.Equal(10, result["state machine safety"].Run.Steps.Count);
    }

    private static ProtocolCheck<RaftStore.State, RaftStore.Message, ValueMap<long, NodeSet>> Check(RaftStore store, int losses = 0, int duplications = 0, int crashes = 0) =>
        store.Check(nodes: 3, losses, duplications, crashes, timeouts: 2).LeavingIgnored().Guarantees();
}
