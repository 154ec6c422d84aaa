using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Time;

public sealed class CutTests
{
    [Fact]
    public void A_cut_is_consistent_exactly_when_nothing_in_it_comes_from_its_future() =>
        ForAllSeeds(seed =>
        {
            var history = CausalHistory.Of(Runs.Bank(seed).Trace);
            var random = new RandomStream(seed).Derive("cut");
            var before = Runs.Reachability(history);
            for (var i = 0; i < 20; i++)
            {
                var cut = new Cut(history, [.. Enumerable.Range(0, history.Nodes).Select(node => random.NextBelow(history.Of(node).Count + 1))]);
                var closed = history.Events.Where(cut.Contains).All(e => history.Events.Where(cause => before[cause.Number, e.Number]).All(cut.Contains));
                if (cut.IsConsistent != closed || (cut.FromTheFuture.Count == 0) != closed)
                    return false;
            }
            return true;
        });

    [Fact]
    public void The_cut_of_one_instant_is_always_consistent_and_keeps_the_money() =>
        ForAllSeeds(seed =>
        {
            var bank = new Bank(4);
            var run = bank.Simulate(4, seed, Delay.Exponential(20.Milliseconds()), Trace.KeepAll(states: true));
            run.Run();
            var cut = CausalHistory.Of(run.Trace).CutAt(Instant.FromMilliseconds(seed % 150));
            return cut.IsConsistent && Bank.MoneyIn(cut) == bank.Money;
        });

    [Fact]
    public void An_inconsistent_cut_makes_money_by_as_much_as_comes_from_the_future() =>
        ForAllSeeds(seed =>
        {
            var bank = new Bank(3);
            var run = bank.Simulate(3, seed, Delay.Exponential(5.Milliseconds()), Trace.KeepAll(states: true));
            run.Run();
            var cut = CausalHistory.Of(run.Trace).CutBy(node => Instant.FromMilliseconds(30 + (30 * node.Index)));
            return Bank.MoneyIn(cut) - cut.FromTheFuture.Sum(m => Bank.MoneyIn(m.Content)) == bank.Money;
        });

    [Fact]
    public void The_textbooks_run_has_as_many_consistent_cuts_as_counted_by_hand()
    {
        // The run of figure 14.5: P1's c needs a and b, P2's f needs d. With 0 or 1 event of P0: P2 has 0 or 1: 4 cuts; with 2 of P0:
        // P1 has 0, 1 or 2 with P2 0 or 1, and P2's second only with P1's second: 6 + 1.
        var lattice = GlobalStateLattice.Of(CausalHistory.Of(LogicalClockTests.Textbook()));
        Assert.Equal(11, lattice.Count);
        Assert.Equal([1, 2, 2, 2, 2, 1, 1], lattice.Levels.Select(level => level.Count));
    }

    [Fact]
    public void The_lattice_holds_every_consistent_cut_and_no_other() =>
        ForAllSeeds(seed =>
        {
            var history = CausalHistory.Of(Runs.Bank(seed, transfers: 2).Trace);
            var expected = new HashSet<ValueList<int>>();
            for (var i = 0; i <= history.Of(0).Count; i++)
            {
                for (var j = 0; j <= history.Of(1).Count; j++)
                {
                    for (var k = 0; k <= history.Of(2).Count; k++)
                    {
                        var cut = new Cut(history, [i, j, k]);
                        if (cut.FromTheFuture.Count == 0)
                            expected.Add(cut.Counts);
                    }
                }
            }
            return expected.SetEquals(GlobalStateLattice.Of(history).Levels.SelectMany(level => level).Select(cut => cut.Counts));
        });

    [Fact]
    public void Two_nodes_that_never_talk_have_a_square_of_cuts()
    {
        var trace = Trace.KeepAll();
        for (var i = 0; i < 4; i++)
            trace.Add(Instant.FromSeconds(i / 2), TraceKind.Timer, i % 2, -1, 0, "tick");
        var lattice = GlobalStateLattice.Of(CausalHistory.Of(trace));
        Assert.Equal(9, lattice.Count);
        // They may have gone alike, and need not: somewhere both have had one event, but not on every way.
        Assert.True(lattice.Possibly(cut => cut.Counts.Equals([1, 1])));
        Assert.False(lattice.Definitely(cut => cut.Counts.Equals([1, 1])));
        Assert.True(lattice.Definitely(cut => cut.Counts.Sum() == 2));
        Assert.False(lattice.Possibly(cut => cut.Counts.Sum() == 5));
        Assert.Throws<ArgumentException>(() => GlobalStateLattice.Of(CausalHistory.Of(trace), limit: 8));
    }

    [Fact]
    public void Definitely_is_what_every_order_of_events_meets_against_all_orders() =>
        ForAllSeeds(seed =>
        {
            var lattice = GlobalStateLattice.Of(CausalHistory.Of(Runs.Bank(seed, nodes: 2, transfers: 2).Trace));
            bool Condition(Cut cut) => StableHash.Mix(seed, (ulong)cut.Counts.GetHashCode()) % 3 == 0;
            bool EveryWay(Cut cut) => Condition(cut) || (lattice.Next(cut).Any() && lattice.Next(cut).All(EveryWay));
            return lattice.Definitely(Condition) == EveryWay(lattice.Levels[0][0]);
        });

    [Fact]
    public void A_cut_that_does_not_fit_is_refused()
    {
        var history = CausalHistory.Of(LogicalClockTests.Textbook());
        Assert.Throws<ArgumentException>(() => new Cut(history, [1, 1]));
        Assert.Throws<ArgumentException>(() => new Cut(history, [3, 0, 0]));
        Assert.Throws<InvalidOperationException>(() => new Cut(history, [0, 0, 0]).State<Bank.State>(0));
    }

    private static void ForAllSeeds(Func<ulong, bool> claim) =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed => claim((ulong)seed)).QuickCheckThrowOnFailure();
}
