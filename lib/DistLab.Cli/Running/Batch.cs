using DistLab.Kernel;

namespace DistLab.Cli;

/// <summary>Notebooks that run together, several at a time.</summary>
/// <param name="Jobs">The notebooks, in the order in which they are started and reported.</param>
/// <param name="CellTimeout">The longest that one cell may take.</param>
/// <param name="AtOnce">How many run at the same time.</param>
internal sealed record Batch(IReadOnlyList<NotebookJob> Jobs, TimeSpan CellTimeout, int AtOnce)
{
    /// <summary>Values for the parameters of each notebook; all empty if not set.</summary>
    public Func<NotebookJob, IReadOnlyDictionary<string, string>> Parameters { get; init; } = _ => new Dictionary<string, string>();

    /// <summary>Runs them all, and turns each run into a result on the worker that ran it.</summary>
    /// <returns>The results, in the order of the jobs.</returns>
    /// <exception cref="OperationCanceledException">The user asked to stop; all children have ended.</exception>
    public async Task<IReadOnlyList<T>> RunAsync<T>(CliContext context, Func<NotebookJob, NotebookRun, T> use, CancellationToken cancellation)
    {
        IRunView view = context.IsLive ? new LiveRunView(context.Console, Jobs) : new PlainRunView(context.Console);
        var results = new T[Jobs.Count];
        await view.ShowAsync(Parallel.ForAsync(0, Jobs.Count, Limits(cancellation), async (i, cancel) =>
        {
            var job = Jobs[i];
            view.Started(job);
            var options = new RunOptions { CellTimeout = CellTimeout, Parameters = Parameters(job) };
            var run = await NotebookRunner.RunAsync(job.Document, Path.GetDirectoryName(job.Path)!, options, new Reporter(job, view), cancel);
            cancel.ThrowIfCancellationRequested();
            results[i] = use(job, run);
            view.Finished(job, run);
        }));
        return results;
    }

    private ParallelOptions Limits(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };

    // Progress<T> would hand reports to the thread pool, where a later one may overtake an earlier one.
    private sealed class Reporter(NotebookJob job, IRunView view) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => view.Progressed(job, value);
    }
}
