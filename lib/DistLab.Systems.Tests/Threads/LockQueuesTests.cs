using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Systems.Threads;

namespace DistLab.Systems.Tests.Threads;

public sealed class LockQueuesTests
{
    [Fact]
    public void A_request_waits_for_all_who_hold_the_lock_and_for_those_before_it()
    {
        var table = new LockQueues();
        table.Request(0, "x", LockMode.Shared);
        table.Request(1, "x", LockMode.Shared);
        var writer = table.Request(2, "x", LockMode.Exclusive);
        var reader = table.Request(3, "x", LockMode.Shared);
        Assert.Equal("P2 → P0, P2 → P1, P3 → P2", table.Graph.ToString());
        table.Release(0, "x");
        Assert.Equal("P2 → P1, P3 → P2", table.Graph.ToString());
        table.Release(1, "x");
        Assert.Equal((LockOutcome.Granted, LockOutcome.Waiting), (writer.Outcome, reader.Outcome));
        table.Withdraw(3, LockOutcome.Withdrawn);
        Assert.Equal(WaitForGraph.Empty, table.Graph);
    }

    [Fact]
    public void Who_withdraws_lets_those_behind_it_in()
    {
        var table = new LockQueues();
        table.Request(0, "x", LockMode.Shared);
        table.Request(1, "x", LockMode.Exclusive);
        var reader = table.Request(2, "x", LockMode.Shared);
        table.Withdraw(1, LockOutcome.Withdrawn);
        Assert.Equal(LockOutcome.Granted, reader.Outcome);
        Assert.Equal(["x"], table.HeldBy(2));
    }

    [Fact]
    public void One_who_reads_can_write_when_nobody_else_reads_and_two_at_once_are_a_deadlock()
    {
        var table = new LockQueues();
        table.Request(0, "x", LockMode.Shared);
        Assert.Equal(LockOutcome.Granted, table.Request(0, "x", LockMode.Exclusive).Outcome);
        table.Request(1, "y", LockMode.Shared);
        table.Request(2, "y", LockMode.Shared);
        table.Request(3, "y", LockMode.Exclusive);
        table.Request(1, "y", LockMode.Exclusive);
        Assert.False(table.Graph.HasDeadlock);
        table.Request(2, "y", LockMode.Exclusive);
        Assert.Equal([1, 2], table.Graph.Cycle.Select(process => process.Index));
    }

    [Fact]
    public void Whatever_is_done_nobody_shares_what_is_exclusive_and_the_graph_is_who_waits_for_whom() =>
        Assert.All(Enumerable.Range(1, 60), seed => Assert.Null(FaultOf(new LockQueues(), (ulong)seed)));

    [Fact]
    public void A_table_that_forgets_to_erase_edges_is_caught() =>
        Assert.Contains(Enumerable.Range(1, 60), seed => FaultOf(new Forgetful(), (ulong)seed) is not null);

    internal sealed class Forgetful : LockQueues
    {
        protected override WaitForGraph AfterWaiting(NodeId owner) => Graph;
    }

    // A model that knows only who holds what and who asked in which order; the graph is drawn from it afresh.
    private static string? FaultOf(LockQueues table, ulong seed)
    {
        var random = new RandomStream(seed);
        var asked = new List<LockRequest>();
        for (var step = 0; step < 200; step++)
        {
            NodeId who = random.NextBelow(5);
            var name = $"lock {random.NextBelow(3)}";
            if (table.WaitingOf(who) is not null)
                table.Withdraw(who, LockOutcome.Withdrawn);
            else if (random.NextBool(0.3))
                table.Release(who, name);
            else if (!table.HeldBy(who).Contains(name))
                asked.Add(table.Request(who, name, random.NextBool(0.5) ? LockMode.Shared : LockMode.Exclusive));
            asked.RemoveAll(r => r.Outcome == LockOutcome.Withdrawn || (r.Outcome == LockOutcome.Granted && !table.HeldBy(r.Owner).Contains(r.Name)));
            if (Fault(asked, table.Graph) is { } fault)
                return $"step {step}: {fault}";
        }
        return null;
    }

    private static string? Fault(List<LockRequest> asked, WaitForGraph graph)
    {
        var granted = asked.Where(r => r.Outcome == LockOutcome.Granted).ToList();
        var clash = granted.Any(a => granted.Any(b => a.Owner != b.Owner && Conflict(a, b)));
        var expected = WaitForGraph.Empty;
        for (var i = 0; i < asked.Count; i++)
        {
            var waits = asked[i];
            if (waits.Outcome != LockOutcome.Waiting)
                continue;
            var before = asked.Take(i).Where(r => Conflict(r, waits)).Concat(asked.Skip(i + 1).Where(r => r.Outcome == LockOutcome.Granted && Conflict(r, waits))).ToList();
            if (before.Count == 0)
                return $"{waits.Owner} waits for nobody and is not let in";
            expected = before.Aggregate(expected, (g, r) => g.Wait(waits.Owner, r.Owner));
        }
        return clash ? "two hold what conflicts" : expected != graph ? $"the graph is {graph}, not {expected}" : null;
    }

    private static bool Conflict(LockRequest one, LockRequest other) =>
        one.Name == other.Name && (one.Mode == LockMode.Exclusive || other.Mode == LockMode.Exclusive);
}
