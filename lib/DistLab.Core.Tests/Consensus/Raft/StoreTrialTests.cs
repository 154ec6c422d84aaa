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
    public void Under_no_plan_of_faults_is_anything_broken() => Assert.Null(Trial.Search(1..101)?.ToString());

    [Fact]
    public void The_runs_are_worth_it()
    {
        var (terms, committed, installed, returns) = (0, 0, 0, 0);
        for (var seed = 1UL; seed <= 10; seed++)
        {
            var run = Trial.Scenario(seed).Prepare();
            run.RunUntil(Instant.FromSeconds(4), () => Trial.Watch(run) is null);
            terms += Trial.Watch(run).Terms;
            committed += Trial.Watch(run).Committed;
            installed += run.Trace.Count(row => row is { Kind: TraceKind.Receive, Content: RaftStore.InstallSnapshot });
            returns += run.Trace.Count(row => row.Content is HistoryEvent { Kind: HistoryEventKind.Return });
        }
        // Elections, snapshots that stand in for lost entries, and answers all along: of each several in a run.
        Assert.True(terms >= 25 && committed >= 1_000 && installed >= 50 && returns >= 1_500, $"{terms} terms, {committed} entries, {installed} snapshots, {returns} answers");
    }
}
