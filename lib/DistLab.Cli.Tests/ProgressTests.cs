using DistLab.Kernel;
using DistLab.Notebooks;
using Spectre.Console;

namespace DistLab.Cli.Tests;

/// <summary>A progress bar of the library, in a cell that our kernel runs.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static readonly string Load = $"#r \"{typeof(ProgressBar).Assembly.Location}\"\nusing DistLab.Notebooks;";

    public void Dispose() => _folder.Dispose();

    private async Task<(NotebookRun Run, List<CellProgress?> Bars)> RunAsync(string cell)
    {
        var bars = new List<CellProgress?>();
        var notebook = new NotebookBuilder().Code(Load).Code(cell).Build();
        var run = await NotebookRunner.RunAsync(notebook, _folder.Path, new RunOptions(), new Collector(bars));
        Assert.Equal("", run.Message);
        return (run, bars);
    }

    [Fact]
    public async Task A_bar_moves_while_its_cell_runs_and_ends_the_same_every_time()
    {
        var (run, bars) = await RunAsync("""
            var progress = new ProgressBar("Runs");
            display(progress);
            foreach (var i in progress.Track(Enumerable.Range(0, 60))) System.Threading.Thread.Sleep(10);
            """);
        Assert.True(bars.Count >= 3, $"{bars.Count} reports");
        Assert.Null(bars[^1]);
        var fractions = bars.OfType<CellProgress>().Select(bar => bar.Fraction).ToList();
        Assert.Equal(fractions.Order(), fractions);
        var output = Assert.Single(run.Document.Cells[1].Outputs);
        Assert.Equal("✓ Runs: done", output.Mime("text/plain"));
        Assert.Equal("""{"label":"Runs","fraction":1,"secondsLeft":0,"state":"done"}""", output.Data["application/vnd.distlab.progress+json"]!.ToJsonString());
    }

    [Fact]
    public async Task A_million_reports_do_not_flood_the_runner()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var (_, bars) = await RunAsync("""
            var progress = new ProgressBar("Runs");
            display(progress);
            System.Threading.Tasks.Parallel.For(0, 1_000_000, i => progress.Report(i / 1e6));
            progress.Report(1);
            """);
        Assert.InRange(bars.Count, 1, (clock.Elapsed.TotalSeconds * 10) + 3);
    }

    [Theory]
    [InlineData("Runs", 0.5, 12, "Runs ━━━━━━━━──────── 50 %, 12 s left")]
    [InlineData("Runs", 0.999, 0, "Runs ━━━━━━━━━━━━━━━─ 99 %, less than 1 s left")]
    [InlineData("", 0, -1, "──────────────── 0 %")]
    [InlineData("a label that is much too long for a table", 1, 90, "a label that is much to… ━━━━━━━━━━━━━━━━ 100 %, 1 min 30 s left")]
    public void The_live_table_shows_the_bar_in_one_line(string label, double fraction, int seconds, string text)
    {
        Assert.Equal(text, LiveRunView.BarText(new CellProgress(label, fraction, seconds < 0 ? null : TimeSpan.FromSeconds(seconds))));
    }

    [Fact]
    public async Task A_live_table_shows_bars_whose_label_looks_like_markup()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 120;
        var job = NotebookJob.Of("/n/a.ipynb", new NotebookBuilder().Code("1").Build());
        var view = new LiveRunView(console, [job]);
        view.Started(job);
        view.Progressed(job, new RunProgress(RunStage.CellMoved, 1, 1, 0, null, new CellProgress("[red]", 0.5, null)));
        await view.ShowAsync(Task.Delay(250));
        Assert.Contains("running [red] ━━━━━━━━──────── 50 %", output.ToString());
    }

    private sealed class Collector(List<CellProgress?> bars) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Stage == RunStage.CellMoved)
                bars.Add(value.Bar);
        }
    }
}
