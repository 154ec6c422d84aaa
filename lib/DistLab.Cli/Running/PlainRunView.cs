using DistLab.Cli.Site;
using DistLab.Kernel;
using Spectre.Console;

namespace DistLab.Cli;

/// <summary>Lines for a log: one when a notebook starts, one when it ends.</summary>
internal sealed class PlainRunView(IAnsiConsole console) : IRunView
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public Task ShowAsync(Task work) => work;

    /// <inheritdoc/>
    public void Started(NotebookJob job) => Say($"{job.Name}: started, {job.CodeCells} cell{(job.CodeCells == 1 ? "" : "s")}");

    /// <inheritdoc/>
    public void Progressed(NotebookJob job, RunProgress progress)
    {
    }

    /// <inheritdoc/>
    public void Finished(NotebookJob job, NotebookRun run) =>
        Say($"{job.Name}: {RunText.Verdict(run)} after {Html.Seconds(TimeSpan.FromSeconds(run.Seconds))}{(run.Message.Length > 0 ? $": {run.Message}" : "")}");

    // Spectre would wrap a long line in the middle of a path; a log keeps it whole.
    private void Say(string line)
    {
        lock (_lock) console.Profile.Out.Writer.WriteLine(line);
    }
}
