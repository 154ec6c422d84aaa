using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Time;

public sealed class ChandyLamportTests
{
    private static readonly Bank Tiny = new(2, balance: 2, transfers: 2) { Most = 1 };

    [Fact]
    public void Every_snapshot_is_a_consistent_cut_with_what_was_under_way_and_all_the_money() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), number =>
        {
            var nodes = 2 + (number % 4);
            var bank = new Bank(nodes, transfers: 30);
            var run = Run(bank.WithSnapshots(nodes, Delay.Exponential(20.Milliseconds()), Delay.Exponential(25.Milliseconds())), nodes, (ulong)number);
            var snapshots = Bank.SnapshotsIn(run.Trace, nodes);
            var history = CausalHistory.Of(run.Trace);
            return snapshots.Count > 3 && snapshots.All(snapshot => Bank.MoneyIn(snapshot) == bank.Money && IsItsCut(snapshot, history));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Messages_are_caught_under_way()
    {
        var run = Run(new Bank(3, transfers: 30).WithSnapshots(3, 20.Milliseconds(), 25.Milliseconds()), 3, 1);
        Assert.Contains(Bank.SnapshotsIn(run.Trace, 3), snapshot => snapshot.UnderWay > 0);
    }

    [Fact]
    public void The_bank_does_not_notice()
    {
        var wrapped = new Bank(3).WithSnapshots(3, 20.Milliseconds(), 25.Milliseconds()).Simulate(3, 7, new Link(2.Milliseconds()) { InOrder = true });
        wrapped.RunUntil(Instant.FromSeconds(2));
        var plain = new Bank(3).Simulate(3, 7, new Link(2.Milliseconds()) { InOrder = true });
        plain.RunUntil(Instant.FromSeconds(2));
        Assert.Equal(Enumerable.Range(0, 3).Select(node => plain.State(node)), Enumerable.Range(0, 3).Select(node => wrapped.State(node).Inner));
    }

    [Fact]
    public void On_a_tiny_bank_every_snapshot_of_every_run_has_all_the_money_and_comes_to_its_end()
    {
        var result = Check(Tiny.WithSnapshots(2), inOrder: true);
        Assert.True(result.Holds, result.ToString());
        Assert.Equal(SearchEnd.Complete, result.End);
    }

    [Fact]
    public void With_three_nodes_too()
    {
        var bank = new Bank(3, balance: 1, transfers: 1) { Most = 1 };
        var result = Check(bank.WithSnapshots(3), inOrder: true, nodes: 3, money: 3);
        Assert.True(result.Holds, result.ToString());
        Assert.Equal(SearchEnd.Complete, result.End);
    }

    [Fact]
    public void Without_first_in_first_out_the_checker_finds_a_snapshot_that_is_wrong()
    {
        var result = Check(Tiny.WithSnapshots(2), inOrder: false);
        Assert.Equal(Verdict.Violated, result["all the money"].Verdict);
        Assert.InRange(result["all the money"].Run.Steps.Count, 4, 6);
    }

    [Fact]
    public void A_snapshot_that_leaves_out_the_channels_is_found() =>
        Assert.Equal(Verdict.Violated, Check(Tiny.WithSnapshots(2, recordsChannels: false), inOrder: true)["all the money"].Verdict);

    [Fact]
    public void A_marker_that_is_not_sent_before_the_next_messages_is_found() =>
        Assert.Equal(Verdict.Violated, Check(Tiny.WithSnapshots(2, holdsMarkers: Delay.None), inOrder: true)["all the money"].Verdict);

    [Fact]
    public void A_snapshot_costs_a_marker_over_every_channel()
    {
        var run = Run(new Bank(5, transfers: 0).WithSnapshots(5), 5, 1);
        Assert.Equal(5 * 4, run.MessagesSent);
    }

    [Fact]
    public void In_the_simulator_links_that_keep_no_order_break_some_snapshots()
    {
        var wrong = 0;
        for (var seed = 1UL; seed <= 30; seed++)
        {
            var bank = new Bank(3, transfers: 30);
            var run = bank.WithSnapshots(3, 20.Milliseconds(), 50.Milliseconds()).Simulate(3, seed, Delay.Exponential(10.Milliseconds()), Trace.KeepAll());
            run.RunUntil(Instant.FromSeconds(1));
            wrong += Bank.SnapshotsIn(run.Trace, 3).Count(snapshot => Bank.MoneyIn(snapshot) != bank.Money);
        }
        Assert.True(wrong > 10);
    }

    // The cut that the recorded states make, with what the channels held: nothing but the bank's own messages counts.
    private static bool IsItsCut(GlobalSnapshot<Bank.State, Bank.Message> snapshot, CausalHistory history)
    {
        var cut = history.CutAfter(e => e.Outputs.OfType<StateRecorded>().Any(recorded => recorded.Number == snapshot.Number));
        var underWay = cut.InTransit.Where(m => m.Content is SnapshotMessage<Bank.Message>.Application)
            .Select(m => (m.From, m.To, ((SnapshotMessage<Bank.Message>.Application)m.Content!).Content)).ToList();
        var recorded = snapshot.Parts.SelectMany(part => part.Messages.Select(m => (m.From, part.Node, m.Content))).ToList();
        return cut.IsConsistent && underWay.Count == recorded.Count && underWay.Order(ByText).SequenceEqual(recorded.Order(ByText));
    }

    private static Comparer<(NodeId, NodeId, Bank.Message)> ByText { get; } =
        Comparer<(NodeId, NodeId, Bank.Message)>.Create((x, y) => string.CompareOrdinal($"{x}", $"{y}"));

    private static Simulation<ChandyLamport<Bank.State, Bank.Message>.State, SnapshotMessage<Bank.Message>> Run(
        ChandyLamport<Bank.State, Bank.Message> protocol, int nodes, ulong seed)
    {
        var run = protocol.Simulate(nodes, seed, new Link(Delay.Exponential(10.Milliseconds())) { InOrder = true }, Trace.KeepAll());
        run.RunUntil(Instant.FromMilliseconds(600));
        return run;
    }

    private static SearchResult<ProtocolRun<ChandyLamport<Bank.State, Bank.Message>.State, SnapshotMessage<Bank.Message>>> Check(
        ChandyLamport<Bank.State, Bank.Message> protocol, bool inOrder, int nodes = 2, long money = 4)
    {
        var check = protocol.Check(nodes);
        if (inOrder)
            check = check.InOrder();
        return check
            .Observe((Parts: 0, Money: 0L), (sum, _, output) =>
                output is LocalSnapshot<Bank.State, Bank.Message> part ? (sum.Parts + 1, sum.Money + Bank.MoneyIn(part)) : sum)
            .Always("all the money", s => s.History.Parts < nodes || s.History.Money == money)
            .WhenQuiet("complete", s => s.History.Parts == nodes)
            .Run(OneWorker.Instance);
    }
}
