using DistLab.Consensus;

namespace DistLab.Core.Tests.Consensus.Raft;

/// <summary>Each broken rule is found out, and shrunk to the faults that it takes.</summary>
public sealed class BrokenStoreTests
{
    [Fact]
    public void A_vote_that_does_not_survive_a_crash() => Find(new ForgetsItsVote(5, StoreTrial.Options));

    [Fact]
    public void A_read_from_a_leader_that_is_none_any_more() => Find(new ReadsWithoutAsking(5, StoreTrial.Options));

    [Fact]
    public void An_entry_of_an_old_term_that_is_committed_by_counting() => Find(new CommitsByCounting(5, StoreTrial.Options));

    [Fact]
    public void Quorums_that_do_not_overlap() => Find(new DecidesByHalf(5, StoreTrial.Options));

    private static void Find(RaftStore store)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var failure = new StoreTrial(store).Search(1..1500);
        var t1 = watch.Elapsed;
        Assert.Fail($"{t1} {failure} \n {failure?.Shrink(200)} \n {watch.Elapsed}");
    }
}
