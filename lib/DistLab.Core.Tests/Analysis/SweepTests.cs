using DistLab.Analysis;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Analysis;

public sealed class SweepTests
{
    private sealed record Wait(Duration Mean, bool WasFair, int Messages, double? Worst);

    private static readonly Sweep<(int Nodes, double Load)> Grid = Sweep.Over(from nodes in new[] { 2, 3, 5 } from load in new[] { 0.5, 0.9 } select (nodes, load), seeds: 4, firstSeed: 7);

    [Fact]
    public void Runs_go_point_by_point_and_seed_by_seed()
    {
        var runs = new List<(int, double, ulong)>();
        Sweep.Over([(1, 0.5), (2, 0.9)], seeds: 2, firstSeed: 7).Run((point, seed) => { runs.Add((point.Item1, point.Item2, seed)); return 0; });
        Assert.Equal([(1, 0.5, 7), (1, 0.5, 8), (2, 0.9, 7), (2, 0.9, 8)], runs);
    }

    [Fact]
    public void What_was_measured_stands_at_its_point_in_the_order_of_the_seeds()
    {
        var result = Grid.Run((point, seed) => (point.Nodes * 100) + (long)seed);
        Assert.Equal([307, 308, 309, 310], result[2]);
        Assert.Equal((3, 0.5), result.Points[2]);
        Assert.Equal((24, 4, 7UL), (result.Sweep.Runs, result.Sweep.Seeds, result.Sweep.FirstSeed));
    }

    [Fact]
    public void The_result_is_the_same_whatever_run_ends_first()
    {
        var expected = Numbers(Grid.Run(Experiment));
        foreach (var order in new Func<int, int>[] { run => -run, run => run * 7 % 24, run => (int)(StableHash.Mix(1, (ulong)run) % 1000) })
            Assert.Equal(expected, Numbers(Grid.Run(Experiment, new() { Executor = new InOrder(order) })));
    }

    [Fact]
    public void A_store_gets_the_runs_in_order_whatever_run_ends_first()
    {
        var (inOrder, backwards) = (new Kept(), new Kept());
        Grid.Run(Experiment, new() { Store = inOrder });
        Grid.Run(Experiment, new() { Store = backwards, Executor = new InOrder(run => -run) });
        Assert.Equal(24, inOrder.Rows.Count);
        Assert.Equal(inOrder.Rows, backwards.Rows);
    }

    [Fact]
    public void What_was_kept_is_not_run_again()
    {
        var whole = new Kept();
        var expected = Numbers(Grid.Run(Experiment, new() { Store = whole }));
        for (var kept = 0; kept <= 24; kept++)
        {
            var runs = 0;
            var store = new Kept { Rows = [.. whole.Rows.Take(kept)] };
            var result = Grid.Run((point, seed) => { runs++; return Experiment(point, seed); }, new() { Store = store });
            Assert.Equal(24 - kept, runs);
            Assert.Equal(whole.Rows, store.Rows);
            Assert.Equal(expected, Numbers(result));
        }
    }

    [Fact]
    public void Progress_rises_run_by_run_to_one_and_begins_with_what_was_kept()
    {
        var told = new List<double>();
        Grid.Run(Experiment, new() { Progress = new Told(told), Executor = new InOrder(run => -run) });
        Assert.Equal(Enumerable.Range(1, 24).Select(done => done / 24.0), told);
        told.Clear();
        var store = new Kept();
        Grid.Run(Experiment, new() { Store = store });
        store.Rows.RemoveRange(20, 4);
        Grid.Run(Experiment, new() { Store = store, Progress = new Told(told) });
        Assert.Equal(Enumerable.Range(20, 5).Select(done => done / 24.0), told);
    }

    [Fact]
    public void Numbers_times_truth_values_records_and_tuples_are_measured()
    {
        var result = Sweep.Over([1], seeds: 2).Run((_, seed) => new Wait(3.Milliseconds() * (double)seed, seed == 1, 5, seed == 1 ? null : 2.5));
        Assert.Equal([new("Mean", MeasureKind.Time), new("WasFair", MeasureKind.Share), new("Messages", MeasureKind.Number), new("Worst", MeasureKind.Number)], result.Measures);
        Assert.Equal([3e6, 6e6], result[0, "Mean"]);
        Assert.Equal(0.5, result[0, "WasFair"].Mean);
        Assert.Equal(2.5, result[0, "Worst"].Mean);
        Assert.Equal(["Item1", "Item2"], Sweep.Over([1]).Run((_, _) => (1, true)).Measures.Select(measure => measure.Name));
        Assert.Equal([2.0], Sweep.Over([2], seeds: 1).Run((point, _) => point)[0]);
    }

    [Fact]
    public void A_run_that_fails_is_named_by_its_point_and_seed_and_it_is_the_first_one_whoever_runs()
    {
        foreach (var executor in (ISweepExecutor[])[OneByOne.Instance, new InOrder(run => -run), new InOrder(run => run * 7 % 24)])
        {
            var failure = Assert.Throws<InvalidOperationException>(() => Grid.Run((point, seed) => point.Nodes >= 3 && seed >= 9 ? throw new TimeoutException("no answer") : 1, new() { Executor = executor }));
            Assert.Equal("The run at (3, 0.5) with seed 9 failed: no answer", failure.Message);
            Assert.IsType<TimeoutException>(failure.InnerException);
        }
    }

    [Fact]
    public void A_failing_run_leaves_what_came_before_it_in_the_store()
    {
        var store = new Kept();
        Assert.Throws<InvalidOperationException>(() => Grid.Run((point, seed) => point.Nodes == 3 ? throw new TimeoutException() : 1, new() { Store = store }));
        Assert.Equal(8, store.Rows.Count);
    }

    [Fact]
    public void A_property_that_throws_says_itself_what_is_wrong()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Sweep.Over([4]).Run((_, _) => new Hollow()));
        Assert.Equal("The run at 4 with seed 1 failed: no customers", failure.Message);
    }

    [Fact]
    public void A_sweep_that_is_cancelled_ends_and_goes_on_later()
    {
        using var source = new CancellationTokenSource();
        var store = new Kept();
        Assert.Throws<OperationCanceledException>(() => Grid.Run((point, seed) => Cancelling(point, seed, source), new() { Store = store, Cancellation = source.Token }));
        Assert.Equal(9, store.Rows.Count);
        Assert.Equal(Numbers(Grid.Run(Experiment)), Numbers(Grid.Run(Experiment, new() { Store = store })));
    }

    [Fact]
    public void A_store_that_breaks_ends_the_sweep_and_is_not_written_to_again()
    {
        var store = new Kept { BreaksAt = 5 };
        Assert.Equal("disk full", Assert.Throws<SweepStoreException>(() => Grid.Run(Experiment, new() { Store = store, Executor = new Stubborn() })).Message);
        Assert.Equal(5, store.Rows.Count);
    }

    [Fact]
    public void Wrong_use_is_told_in_one_line()
    {
        Assert.StartsWith("A sweep needs at least one point.", Assert.Throws<ArgumentException>(() => Sweep.Over(Array.Empty<int>())).Message);
        Assert.StartsWith("A sweep has from 1 to 10⁹ runs; 2 points with 0 seeds are none or too many.", Assert.Throws<ArgumentException>(() => Sweep.Over([1, 2], seeds: 0)).Message);
        Assert.Throws<ArgumentException>(() => Sweep.Over([1, 2], seeds: int.MaxValue));
        Assert.Equal("A run returns a number, a Duration, a truth value, or a record or tuple of these; Object is none.", Assert.Throws<ArgumentException>(() => Grid.Run((_, _) => new object())).Message);
        Assert.StartsWith("Name is a String: no number, Duration or truth value", Assert.Throws<ArgumentException>(() => Grid.Run((_, _) => new { Count = 1, Name = "x" })).Message);
        Assert.Equal("The run at (2, 0.5) with seed 7 failed: The run returned nothing.", Assert.Throws<InvalidOperationException>(() => Grid.Run((_, _) => (Wait?)null)).Message);
        var result = Grid.Run((_, _) => (1, 2));
        Assert.StartsWith("Name one of the measures: Item1, Item2.", Assert.Throws<ArgumentException>(() => result[0]).Message);
        Assert.StartsWith("Name one of the measures: Item1, Item2.", Assert.Throws<ArgumentException>(() => result[0, "Wait"]).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => result[6, "Item1"]);
        Assert.StartsWith("The sweep has one measure without a name", Assert.Throws<ArgumentException>(() => Grid.Run((_, _) => 1)[0, "Wait"]).Message);
    }

    [Fact]
    public void Points_that_a_file_could_not_tell_apart_are_refused_where_results_are_kept()
    {
        var sweep = Sweep.Over([new Opaque(1), new Opaque(2)]);
        Assert.StartsWith("Opaque 1 and Opaque 2 cannot be told apart when written to a file: both become {}.", Assert.Throws<ArgumentException>(() => sweep.Run((_, _) => 1, new() { Store = new Kept() })).Message);
        Assert.Equal(1, sweep.Run((_, _) => 1)[1].Mean);
    }

    private static (int, double, Duration) Experiment((int Nodes, double Load) point, ulong seed)
    {
        var random = new RandomStream(seed);
        return (random.NextBelow(point.Nodes * 1000), random.NextDouble() * point.Load, (point.Nodes * random.NextDouble()).Milliseconds());
    }

    private static (int, double, Duration) Cancelling((int Nodes, double Load) point, ulong seed, CancellationTokenSource source)
    {
        if (point == (3, 0.5) && seed == 8)
            source.Cancel();
        source.Token.ThrowIfCancellationRequested();
        return Experiment(point, seed);
    }

    private static List<long> Numbers<TPoint>(SweepResult<TPoint> result)
        where TPoint : notnull =>
        [.. Enumerable.Range(0, result.Points.Count).SelectMany(point => result.Measures.SelectMany(measure => result[point, measure.Name])).Select(BitConverter.DoubleToInt64Bits)];

    private sealed class Hollow
    {
        public double Mean => throw new TimeoutException("no customers");
    }

    private sealed class Opaque(int number)
    {
        public override string ToString() => $"Opaque {number}";
    }

    /// <summary>Runs them in another order, as threads might.</summary>
    private sealed class InOrder(Func<int, int> key) : ISweepExecutor
    {
        public void Run(int first, int count, Action<int> run, CancellationToken cancellation)
        {
            foreach (var number in Enumerable.Range(first, count - first).OrderBy(key).ThenBy(number => number))
                run(number);
        }
    }

    /// <summary>Makes all runs even if one of them throws, as other threads might before they see it.</summary>
    private sealed class Stubborn : ISweepExecutor
    {
        public void Run(int first, int count, Action<int> run, CancellationToken cancellation)
        {
            Exception? failure = null;
            for (var number = first; number < count; number++)
                failure ??= Record.Exception(() => run(number));
            throw failure!;
        }
    }

    private sealed class Told(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }

    private sealed class Kept : ISweepStore
    {
        public List<double[]> Rows { get; init; } = [];

        public int BreaksAt { get; init; } = -1;

        public IReadOnlyList<double[]> Begin(SweepDescription description) => [.. Rows];

        public void Append(int run, ReadOnlySpan<double> values)
        {
            if (run == BreaksAt)
                throw new SweepStoreException("disk full");
            Assert.Equal(Rows.Count, run);
            Rows.Add(values.ToArray());
        }
    }
}
