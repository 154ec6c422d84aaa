using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Time;

public sealed class LogicalClockTests
{
    [Fact]
    public void The_textbooks_six_events_have_the_textbooks_numbers()
    {
        // Coulouris et al., 5th ed., figures 14.5 to 14.7: a, b at p1; c, d at p2; e, f at p3; b → c and d → f by messages.
        var history = CausalHistory.Of(Textbook());
        var byName = history.Events.ToDictionary(e => $"{e.Node}.{e.Index}");
        CausalEvent[] events = [.. new[] { "P0.1", "P0.2", "P1.1", "P1.2", "P2.1", "P2.2" }.Select(name => byName[name])];
        Assert.Equal([1, 2, 3, 4, 1, 5], events.Select(e => e.Lamport.Time));
        Assert.Equal(["(1, 0, 0)", "(2, 0, 0)", "(2, 1, 0)", "(2, 2, 0)", "(0, 0, 1)", "(2, 2, 2)"], events.Select(e => e.Vector.ToString()));
        Assert.Equal(CausalOrder.Concurrent, history.Compare(events[0], events[4]));
        Assert.Equal(CausalOrder.Before, history.Compare(events[0], events[5]));
        Assert.Equal(CausalOrder.After, history.Compare(events[5], events[3]));
    }

    [Fact]
    public void Vector_clocks_tell_happened_before_exactly_and_lamports_grow_along_it() =>
        ForAllSeeds(seed =>
        {
            var history = CausalHistory.Of(Runs.Bank(seed).Trace);
            var before = Runs.Reachability(history);
            return history.Events.SelectMany(_ => history.Events, (a, b) => (a, b)).All(pair =>
            {
                var expected = pair.a == pair.b ? CausalOrder.Same
                    : before[pair.a.Number, pair.b.Number] ? CausalOrder.Before
                    : before[pair.b.Number, pair.a.Number] ? CausalOrder.After : CausalOrder.Concurrent;
                return history.Compare(pair.a, pair.b) == expected
                    && (expected != CausalOrder.Before || (pair.a.Lamport < pair.b.Lamport && pair.a.Number < pair.b.Number));
            });
        });

    [Fact]
    public void A_vector_clock_that_does_not_merge_is_found()
    {
        // The mutant: a receipt counts itself and takes nothing in.
        var history = CausalHistory.Of(Runs.Bank(1).Trace);
        var before = Runs.Reachability(history);
        var forgetful = history.Events.ToDictionary(e => e.Number, e => VectorClock.Zero(3) with { Counts = VectorClock.Zero(3).Counts.With(e.Node.Index, e.Index) });
        Assert.Contains(
            history.Events.SelectMany(_ => history.Events, (a, b) => (a, b)),
            pair => before[pair.a.Number, pair.b.Number] && forgetful[pair.a.Number].Compare(forgetful[pair.b.Number]) != CausalOrder.Before);
    }

    [Fact]
    public void The_clocks_that_messages_carry_are_those_that_the_trace_tells() =>
        ForAllSeeds(seed =>
        {
            Network network = new Link(Delay.Exponential(10.Milliseconds())) { Loss = 0.1, Duplication = 0.1 };
            var run = new Bank(3, transfers: 5).WithLogicalClocks(3).Simulate(3, seed, network, Trace.KeepAll());
            run.Run();
            var history = CausalHistory.Of(run.Trace);
            return history.Events.All(e => e.Outputs.OfType<EventStamp>().Single() == new EventStamp(e.Node, e.Lamport, e.Vector));
        });

    [Fact]
    public void The_checker_finds_a_shortest_run_in_which_lamports_numbers_order_what_is_concurrent()
    {
        var result = Stamps().Never("L(a) < L(b), and a did not happen before b", s => s.History.Any(a => s.History.Any(b => a.Lamport < b.Lamport && a.Vector.Compare(b.Vector) == CausalOrder.Concurrent)))
            .Run(OneWorker.Instance);
        Assert.Equal(3, result.Counterexample.Steps.Count);
    }

    [Fact]
    public void The_checker_finds_no_run_in_which_a_cause_has_no_smaller_number_than_its_effect()
    {
        var result = Stamps().Always("a → b makes L(a) < L(b)", s => s.History.All(a => s.History.All(b => a.Vector.Compare(b.Vector) != CausalOrder.Before || a.Lamport < b.Lamport)))
            .Run(OneWorker.Instance);
        Assert.True(result.Holds, result.ToString());
        Assert.Equal(SearchEnd.Complete, result.End);
    }

    [Fact]
    public void Hybrid_clocks_order_causes_before_effects_and_stay_within_the_skew() =>
        ForAllSeeds(seed =>
        {
            var clocks = ClockExperiment.Clocks(5.Milliseconds(), 0, seed);
            var history = CausalHistory.Of(Runs.Bank(seed, transfers: 6).Trace);
            var hybrid = history.HybridClocks(clocks);
            var physical = history.Events.Select(e => clocks(e.Node).Read(e.At)).ToList();
            var offsets = Enumerable.Range(0, 3).Select(node => clocks(node).Error(Instant.Zero)).ToList();
            var skew = offsets.Max() - offsets.Min();
            var before = Runs.Reachability(history);
            return history.Events.All(f =>
            {
                var (l, c, pt) = (hybrid[f.Number].Time, hybrid[f.Number].Count, physical[f.Number]);
                var past = history.Events.Where(e => before[e.Number, f.Number]).ToList();
                return past.All(e => hybrid[e.Number] < hybrid[f.Number])
                    && pt <= l && l - pt <= skew
                    && l == past.Select(e => physical[e.Number]).Append(pt).Max()
                    && c <= past.Count(e => hybrid[e.Number].Time == l);
            });
        });

    [Fact]
    public void A_hybrid_clock_follows_the_papers_rules()
    {
        var at10 = new HybridClock(Instant.FromMilliseconds(10), 0);
        Assert.Equal(new(Instant.FromMilliseconds(10), 1), at10.Tick(Instant.FromMilliseconds(3)));
        Assert.Equal(new(Instant.FromMilliseconds(12), 0), at10.Tick(Instant.FromMilliseconds(12)));
        Assert.Equal(new(Instant.FromMilliseconds(10), 4), at10.Receive(new(Instant.FromMilliseconds(10), 3), Instant.FromMilliseconds(1)));
        Assert.Equal(new(Instant.FromMilliseconds(11), 3), at10.Receive(new(Instant.FromMilliseconds(11), 2), Instant.FromMilliseconds(1)));
        Assert.Equal(new(Instant.FromMilliseconds(10), 1), at10.Receive(new(Instant.FromMilliseconds(9), 7), Instant.FromMilliseconds(1)));
        Assert.Equal(new(Instant.FromMilliseconds(20), 0), at10.Receive(new(Instant.FromMilliseconds(11), 2), Instant.FromMilliseconds(20)));
    }

    [Fact]
    public void Clocks_of_different_groups_cannot_be_compared() =>
        Assert.Throws<ArgumentException>(() => VectorClock.Zero(2).Compare(VectorClock.Zero(3)));

    [Fact]
    public void A_trace_that_has_dropped_its_first_rows_has_no_history()
    {
        var run = new Bank(3).Simulate(3, trace: Trace.KeepLast(16));
        run.Run();
        Assert.Throws<ArgumentException>(() => CausalHistory.Of(run.Trace));
    }

    internal static Trace Textbook()
    {
        var trace = Trace.KeepAll();
        for (var node = 0; node < 3; node++)
            Add(0, TraceKind.Start, node);
        Add(1, TraceKind.Timer, 0, content: "a");
        Add(1, TraceKind.Timer, 2, content: "e");
        Add(2, TraceKind.Timer, 0, content: "b");
        Add(2, TraceKind.Send, 0, 1, 1, "m1");
        Add(3, TraceKind.Receive, 1, 0, 1, "m1");
        Add(4, TraceKind.Timer, 1, content: "d");
        Add(4, TraceKind.Send, 1, 2, 2, "m2");
        Add(5, TraceKind.Receive, 2, 1, 2, "m2");
        return trace;

        void Add(int at, TraceKind kind, int node, int peer = -1, long message = 0, object? content = null) =>
            trace.Add(Instant.FromMilliseconds(at), kind, node, peer, message, content);
    }

    private static ProtocolCheck<LogicalClocks<Bank.State, Bank.Message>.State, LogicalClocks<Bank.State, Bank.Message>.Message, ValueList<EventStamp>> Stamps() =>
        new Bank(3, balance: 1, transfers: 1) { Most = 1 }.WithLogicalClocks(3).Check(3)
            .Observe(ValueList<EventStamp>.Empty, (seen, _, output) => output is EventStamp stamp ? seen.Add(stamp) : seen);

    private static void ForAllSeeds(Func<ulong, bool> claim) =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed => claim((ulong)seed)).QuickCheckThrowOnFailure();
}
