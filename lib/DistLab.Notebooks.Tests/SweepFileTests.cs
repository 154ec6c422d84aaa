using System.Collections.Concurrent;
using System.Text;
using DistLab.Analysis;
using DistLab.Protocols;

namespace DistLab.Notebooks.Tests;

/// <summary>Sweeps on many threads, kept in files that are cut, changed, damaged and shared.</summary>
public sealed class SweepFileTests : IDisposable
{
    private static readonly Sweep<(int Nodes, double Load)> Grid = Sweep.Over(from nodes in new[] { 2, 3 } from load in new[] { 0.5, 0.9 } select (nodes, load), seeds: 3);

    private readonly string _folder = Directory.CreateTempSubdirectory("distlab sweep ").FullName;

    private string FilePath => Path.Combine(_folder, "deep", "waits.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Results_and_file_are_the_same_on_one_thread_and_on_many()
    {
        var expected = Numbers(Grid.RunKept(Experiment, FilePath, cores: 1));
        var bytes = File.ReadAllBytes(FilePath);
        for (var cores = 2; cores <= 16; cores *= 2)
        {
            File.Delete(FilePath);
            // The first run ends last.
            var result = Grid.RunKept((point, seed) => Slow(point, seed, point == (2, 0.5) && seed == 1), FilePath, cores);
            Assert.Equal(expected, Numbers(result));
            Assert.Equal(bytes, File.ReadAllBytes(FilePath));
        }
    }

    [Fact]
    public void Cut_off_at_any_byte_it_goes_on_to_the_same_bytes()
    {
        var expected = Numbers(Grid.RunKept(Experiment, FilePath));
        var whole = File.ReadAllBytes(FilePath);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            Assert.Equal(expected, Numbers(Grid.RunKept(Experiment, FilePath, cores: 2)));
            Assert.Equal(whole, File.ReadAllBytes(FilePath));
        }
    }

    [Fact]
    public void A_last_line_that_is_nonsense_is_made_anew()
    {
        Grid.RunKept(Experiment, FilePath);
        var whole = File.ReadAllBytes(FilePath);
        var last = Encoding.UTF8.GetString(whole).TrimEnd('\n').LastIndexOf('\n') + 1;
        foreach (var tail in (string[])["\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "{\"run\":11}\n", "\n", "{\"run\":11,\"values\":[1,2,3],\"sum\":\"0123456789abcdef\"}\n"])
        {
            File.WriteAllBytes(FilePath, [.. whole[..last], .. Encoding.UTF8.GetBytes(tail)]);
            Grid.RunKept(Experiment, FilePath);
            Assert.Equal(whole, File.ReadAllBytes(FilePath));
        }
    }

    [Fact]
    public void What_is_kept_is_not_run_again_and_a_finished_sweep_runs_nothing()
    {
        Grid.RunKept(Experiment, FilePath);
        var lines = File.ReadAllLines(FilePath);
        File.WriteAllLines(FilePath, lines[..^2]);
        var runs = new ConcurrentBag<ulong>();
        Assert.Equal(12, Grid.RunKept((point, seed) => Noted(point, seed, runs), FilePath).Sweep.Runs);
        Assert.Equal((ulong[])[2, 3], runs.Order());
        runs.Clear();
        Grid.RunKept((point, seed) => Noted(point, seed, runs), FilePath);
        Assert.Empty(runs);
    }

    [Fact]
    public void A_sweep_that_failed_goes_on_from_before_the_failure()
    {
        Assert.Throws<InvalidOperationException>(() => Grid.RunKept((point, seed) => point.Nodes == 3 ? throw new TimeoutException() : Experiment(point, seed), FilePath, 4));
        Assert.Equal(7, File.ReadAllLines(FilePath).Length);
        Assert.Equal(Numbers(Grid.Run(Experiment)), Numbers(Grid.RunKept(Experiment, FilePath, 4)));
    }

    [Fact]
    public void The_file_of_another_sweep_is_refused_with_what_to_do_and_left_as_it_was()
    {
        Grid.RunOnAllCores(Experiment, FilePath);
        var whole = File.ReadAllBytes(FilePath);
        var others = new (string What, Action Run)[]
        {
            ("other points", () => Sweep.Over([(2, 0.5)], seeds: 3).RunOnAllCores((point, seed) => Experiment(point, seed), FilePath)),
            ("other seeds", () => Sweep.Over(Grid.Points, seeds: 4).RunOnAllCores(Experiment, FilePath)),
            ("other seeds", () => Sweep.Over(Grid.Points, seeds: 3, firstSeed: 9).RunOnAllCores(Experiment, FilePath)),
            ("other measures", () => Grid.RunOnAllCores((_, _) => 1, FilePath)),
            ("other code", () => Grid.RunOnAllCores((point, seed) => Experiment(point, seed + 1), FilePath)),
            ("other code", () => Grid.RunOnAllCores(Experiment, FilePath, version: "2")),
        };
        foreach (var (what, run) in others)
        {
            Assert.Equal($"{FilePath} holds the results of a sweep with {what}. Delete it, or give this sweep a file of its own.", Assert.Throws<SweepStoreException>(run).Message);
            Assert.Equal(whole, File.ReadAllBytes(FilePath));
        }
    }

    [Theory]
    [InlineData("a note, and nothing to be lost")]
    [InlineData("nodes,wait\n2,3.5\n3,7.5\n")]
    [InlineData("{\"sweep\":1}\n")]
    [InlineData("\n")]
    public void A_file_that_is_no_sweeps_is_never_written_over(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, text);
        Assert.Equal($"{FilePath} is not the file of a sweep, or its first line is damaged. Give this sweep a file of its own, or delete it.", Assert.Throws<SweepStoreException>(() => Grid.RunKept(Experiment, FilePath)).Message);
        Assert.Equal(text, File.ReadAllText(FilePath));
    }

    [Fact]
    public void A_changed_byte_anywhere_before_the_last_line_is_found()
    {
        Grid.RunKept(Experiment, FilePath);
        var whole = File.ReadAllBytes(FilePath);
        var last = Encoding.UTF8.GetString(whole).TrimEnd('\n').LastIndexOf('\n');
        for (var at = 0; at < last; at += 3)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 1;
            File.WriteAllBytes(FilePath, damaged);
            Assert.Throws<SweepStoreException>(() => Grid.RunKept(Experiment, FilePath));
        }
        File.WriteAllBytes(FilePath, whole);
        var lines = File.ReadAllLines(FilePath);
        File.WriteAllLines(FilePath, [.. lines[..3], .. lines[4..]]);
        Assert.Equal($"{FilePath} is damaged in line 4. Delete it to begin anew.", Assert.Throws<SweepStoreException>(() => Grid.RunKept(Experiment, FilePath)).Message);
    }

    [Fact]
    public void Two_sweeps_cannot_write_to_one_file_at_once()
    {
        using var first = new SweepFile(FilePath);
        first.Begin(new([], 1, 1, [], ""));
        Assert.StartsWith($"The results cannot be kept in {FilePath}: ", Assert.Throws<SweepStoreException>(() => Grid.RunKept(Experiment, FilePath)).Message);
        Assert.Throws<SweepStoreException>(() => Grid.RunKept(Experiment, _folder));
    }

    [Fact]
    public void Numbers_of_every_kind_come_back_bit_by_bit()
    {
        double[] odd = [0.1, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 1.0 / 3, 1e300 / 7];
        var sweep = Sweep.Over(Enumerable.Range(0, odd.Length), seeds: 1);
        var first = Numbers(sweep.RunKept((point, _) => odd[point], FilePath));
        Assert.Equal(odd.Select(BitConverter.DoubleToInt64Bits), first);
        Assert.Equal(first, Numbers(sweep.RunKept((point, _) => point < 0 ? 0 : throw new TimeoutException(), FilePath)));
    }

    [Fact]
    public void Progress_never_goes_back_on_many_threads_and_ends_at_one()
    {
        var told = new List<double>();
        Sweep.Over(Enumerable.Range(0, 50), seeds: 40).RunOnAllCores((point, seed) => point + (int)seed, progress: new Told(told), cores: 8);
        Assert.Equal(2_000, told.Count);
        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1]);
    }

    [Fact]
    public void Many_threads_are_at_work_and_none_is_left()
    {
        using var all = new Barrier(4);
        var threads = new ConcurrentDictionary<Thread, bool>();
        Sweep.Over([1], seeds: 4).RunOnAllCores((_, _) => threads.TryAdd(Thread.CurrentThread, true) && all.SignalAndWait(TimeSpan.FromSeconds(60)) ? 1 : throw new TimeoutException(), cores: 4);
        Assert.Equal(4, threads.Count);
        Assert.All(threads.Keys, thread => Assert.True(thread == Thread.CurrentThread || !thread.IsAlive));
    }

    private static (int, double, Duration) Experiment((int Nodes, double Load) point, ulong seed)
    {
        var random = new RandomStream(seed);
        return (random.NextBelow(point.Nodes * 1000), random.NextDouble() * point.Load, (point.Nodes * random.NextDouble()).Milliseconds());
    }

    private static (int, double, Duration) Slow((int Nodes, double Load) point, ulong seed, bool waits)
    {
        if (waits)
            Thread.Sleep(20);
        return Experiment(point, seed);
    }

    private static (int, double, Duration) Noted((int Nodes, double Load) point, ulong seed, ConcurrentBag<ulong> runs)
    {
        runs.Add(seed);
        return Experiment(point, seed);
    }

    private static List<long> Numbers<TPoint>(SweepResult<TPoint> result)
        where TPoint : notnull =>
        [.. Enumerable.Range(0, result.Points.Count).SelectMany(point => result.Measures.SelectMany(measure => result[point, measure.Name])).Select(BitConverter.DoubleToInt64Bits)];

    private sealed class Told(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }
}

/// <summary>Sweeps kept in a file whatever their code, for experiments that differ only in how they go wrong.</summary>
internal static class KeptSweeps
{
    public static SweepResult<TPoint> RunKept<TPoint, TMeasured>(this Sweep<TPoint> sweep, Func<TPoint, ulong, TMeasured> measure, string path, int cores = 2)
        where TPoint : notnull
    {
        using var file = new SweepFile(path);
        return sweep.Run(measure, new() { Executor = new AllCores(cores), Store = file });
    }
}
