using DistLab.Kernel;
using DistLab.Notebooks;

namespace DistLab.Cli.Tests;

/// <summary>Sweeps in cells that our kernel runs: shown, broken off, taken up again, and refused when the cells' code has changed.</summary>
public sealed class SweepNotebookTests : IDisposable
{
    private const string Experiment = """
        static double Base = 1;
        record Wait(double Mean, bool Fair);
        abstract class Rule { public abstract double Next(double x); }
        class Doubling : Rule { public override double Next(double x) => 2 * x; }
        Wait Run(int n, ulong seed)
        {
            Rule rule = new Doubling();
            if (seed == 3 && n == 9 && !System.IO.File.Exists("again")) System.Diagnostics.Process.GetCurrentProcess().Kill();
            return new(Base + rule.Next(n) + Enumerable.Range(0, 3).Select(i => (double)i * seed).Sum(), seed > 1);
        }
        """;

    private const string Sweeping = """
        var factor = 10;
        var sweep = Sweep.Over(from n in new[] { 4, 9 } select new { n }, seeds: 4);
        sweep.RunOnAllCores((point, seed) => Run(point.n * factor / 10, seed), file: "waits.jsonl", cores: 1).ToTable()
        """;

    private static readonly string Load = $"#r \"{typeof(Figure).Assembly.Location}\"\n#r \"{typeof(Analysis.Sweep).Assembly.Location}\"\nusing DistLab.Notebooks;\nusing DistLab.Analysis;";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sweep_whose_process_was_killed_goes_on_in_another_and_ends_in_the_same_bytes()
    {
        var killed = await RunAsync(Load, Experiment, Sweeping);
        Assert.NotEqual("", killed.Message);
        Assert.Equal(7, File.ReadAllLines(_folder.At("waits.jsonl")).Length);
        File.WriteAllText(_folder.At("again"), "");

        // Cells between them, run twice, and more in the same cell, change nothing.
        var resumed = await RunAsync(Load, "1 + 1", Experiment, "Func<int, int> other = x => x + 1;", Experiment, "Enumerable.Range(0, 3).Select(x => other(x)).ToList()", "var n = 5; Func<int> more = () => n;\n" + Sweeping);
        Assert.Equal("", resumed.Message);
        var bytes = File.ReadAllBytes(_folder.At("waits.jsonl"));
        File.Delete(_folder.At("waits.jsonl"));
        var whole = await RunAsync(Load, Experiment, Sweeping);
        Assert.Equal(bytes, File.ReadAllBytes(_folder.At("waits.jsonl")));
        Assert.Equal(Text(whole), Text(resumed));
        Assert.Contains("Means of 4 seeds", Text(whole));
        Assert.Contains("<table", whole.Document.Cells[^1].Outputs[^1].Mime("text/html"));
    }

    [Fact]
    public async Task Results_of_other_code_are_refused_wherever_it_was_changed()
    {
        File.WriteAllText(_folder.At("again"), "");
        const string sweeping = """
            var factor = 10;
            string refused = "";
            try { Sweep.Over([4, 9], seeds: 2).RunOnAllCores((n, seed) => Run(n * factor / 10, seed), file: "waits.jsonl"); }
            catch (SweepStoreException e) { refused = e.Message; }
            refused
            """;
        (string Code, string Changed)[] changes = [("factor / 10, seed", "factor / 10, seed + 1"), ("factor = 10", "factor = 20"), ("Base = 1", "Base = 2"), ("2 * x", "3 * x"), ("(double)i * seed", "(double)i + seed")];
        string[] cells = [Load, Experiment, sweeping, Experiment, sweeping, .. changes.SelectMany(one => new[] { With(Experiment, one), With(sweeping, one) })];
        var run = await RunAsync(cells);
        Assert.Equal("", run.Message);
        var answers = Enumerable.Range(0, 7).Select(i => run.Document.Cells[2 + (2 * i)].Outputs[^1].Mime("text/plain")!).ToList();
        Assert.All(answers.Take(2), answer => Assert.Equal("", answer));
        Assert.All(answers.Skip(2), answer => Assert.EndsWith("waits.jsonl holds the results of a sweep with other code. Delete it, or give this sweep a file of its own.", answer));

        static string With(string cell, (string Code, string Changed) one) => cell.Replace(one.Code, one.Changed, StringComparison.Ordinal);
    }

    private async Task<NotebookRun> RunAsync(params string[] cells)
    {
        var notebook = cells.Aggregate(new NotebookBuilder(), (built, cell) => built.Code(cell)).Build();
        return await NotebookRunner.RunAsync(notebook, _folder.Path, new RunOptions());
    }

    private static string Text(NotebookRun run) => run.Document.Cells[^1].Outputs[^1].Mime("text/plain")!;
}
