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
    public void Progressed(NotebookJob job, RunProgress progress) => _states[job] = _states[job] with { Cell = progress.CodeCell };

    /// <inheritdoc/>
    public void Finished(NotebookJob job, NotebookRun run) => _states[job] = _states[job] with { Run = run };

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

    private sealed record State(Stopwatch Clock, int Cell, NotebookRun? Run)
    {
        public double Seconds => Run?.Seconds ?? Clock.Elapsed.TotalSeconds;
    }
}
