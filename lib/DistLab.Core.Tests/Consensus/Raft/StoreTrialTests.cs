using DistLab.Checking;
using DistLab.Consensus;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Consensus.Raft;

/// <summary>Many runs of the replicated store, each with the faults that its seed brings.</summary>
public sealed class StoreTrialTests
{
    private static readonly StoreTrial Trial = new(new RaftStore(5, StoreTrial.Options));

    [Fact]
    public void Whatever_goes_wrong_every_guarantee_holds_and_every_history_is_linearizable() => Assert.Null(Trial.Search(1..101)?.ToString());

    [Fact]
    public void There_is_much_in_each_run_that_could_break_something()
    {
        var seen = new RaftSafety<ValueMap<string, string>, StoreCommand, StoreResult>();
        var (terms, committed, installed, returns) = (0, 0, 0, 0);
        for (var seed = 1UL; seed <= 10; seed++)
        {
            var (run, safety) = (Trial.Scenario(seed).Prepare(), new RaftSafety<ValueMap<string, string>, StoreCommand, StoreResult>());
            run.RunUntil(Instant.FromSeconds(4), () => safety.See(Enumerable.Range(0, 5).Select(server => run.State(server).Server!)) == seen);
            terms += safety.Terms;
            committed += safety.Committed;
            installed += run.Trace.Count(row => row is { Kind: TraceKind.Receive, Content: RaftStore.InstallSnapshot });
            returns += run.Trace.Count(row => row.Content is HistoryEvent { Kind: HistoryEventKind.Return });
        }
        // In the mean of a run several elections, snapshots in place of entries, and answers all along.
        Assert.True(terms >= 25 && committed >= 800 && installed >= 50 && returns >= 1_500, $"{terms} terms, {committed} entries, {installed} snapshots, {returns} answers");
    }

    [Fact]
    public void The_same_seed_gives_the_same_run() => Assert.Equal(DigestOf(7), DigestOf(7));

    private static ulong DigestOf(ulong seed)
    {
        var run = Trial.Scenario(seed).Prepare();
        run.RunUntil(Instant.FromSeconds(2));
        return run.Trace.Digest();
    }
}
