using System.Collections.Concurrent;
using System.Diagnostics;
using DistLab.Cli.Site;
using DistLab.Kernel;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DistLab.Cli;

/// <summary>A table that is drawn in place while notebooks run, and cleared when they have.</summary>
internal sealed class LiveRunView(IAnsiConsole console, IReadOnlyList<NotebookJob> jobs) : IRunView
{
    private const int LongestLabel = 24;
    private const int BarWidth = 16;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<NotebookJob, State> _states = new();

    /// <inheritdoc/>
    public async Task ShowAsync(Task work)
    {
        await console.Live(Draw()).AutoClear(true).StartAsync(async live =>
        {
            while (!work.IsCompleted)
            {
                live.UpdateTarget(Draw());
                await Task.WhenAny(work, Task.Delay(Refresh));
            }
        });
        await work;
    }

    /// <inheritdoc/>
    public void Started(NotebookJob job) => _states[job] = new State(Stopwatch.StartNew(), 0, null);

    /// <inheritdoc/>
    public void Progressed(NotebookJob job, RunProgress progress) => _states[job] = _states[job] with { Cell = progress.CodeCell, Bar = progress.Bar };

    /// <inheritdoc/>
    public void Finished(NotebookJob job, NotebookRun run) => _states[job] = _states[job] with { Run = run, Bar = null };

    /// <summary>What a running cell's progress bar shows, in one line.</summary>
    internal static string BarText(CellProgress bar)
    {
        var label = bar.Label.Length <= LongestLabel ? bar.Label : bar.Label[..(LongestLabel - 1)] + "…";
        var full = (int)(BarWidth * bar.Fraction);
        var left = bar.TimeLeft is { } time ? $", {Left(time)} left" : "";
        return FormattableString.Invariant($"{label} {new string('━', full)}{new string('─', BarWidth - full)} {(int)(100 * bar.Fraction)} %{left}").TrimStart();
    }

    private static string Left(TimeSpan time) => time.TotalSeconds < 1 ? "less than 1 s" : Html.Seconds(TimeSpan.FromSeconds(Math.Round(time.TotalSeconds))).Replace(".0 s", " s");

    private IRenderable Draw()
    {
        var table = RunTable.Frame("notebook", "cell", "seconds", "");
        foreach (var job in VisibleJobs())
        {
            var state = _states.GetValueOrDefault(job);
            table.AddRow(
                new Text(job.Name),
                new Text(state is null ? "" : $"{state.Cell}/{job.CodeCells}"),
                new Text(state is null ? "" : FormattableString.Invariant($"{state.Seconds:0.0}")),
                state switch
                {
                    null => new Markup("[grey]waiting[/]"),
                    { Run: null, Bar: { } bar } => new Markup($"[blue]running[/] {Markup.Escape(BarText(bar))}"),
                    { Run: null } => new Markup("[blue]running[/]"),
                    { Run: var run } => RunTable.Verdict(run.Verdict == RunVerdict.Succeeded, RunText.Verdict(run)),
                });
        }
        return table;
    }

    // A table taller than the screen cannot be drawn in place: what runs matters most, then what failed.
    private IEnumerable<NotebookJob> VisibleJobs()
    {
        var room = Math.Max(3, console.Profile.Height - 6);
        if (jobs.Count <= room) return jobs;
        return jobs.OrderBy(job => _states.GetValueOrDefault(job) switch { { Run: null } => 0, { Run.Verdict: not RunVerdict.Succeeded } => 1, null => 2, _ => 3 })
            .Take(room);
    }

    private sealed record State(Stopwatch Clock, int Cell, NotebookRun? Run, CellProgress? Bar = null)
    {
        public double Seconds => Run?.Seconds ?? Clock.Elapsed.TotalSeconds;
    }
}
