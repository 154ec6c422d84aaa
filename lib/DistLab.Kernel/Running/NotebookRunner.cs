namespace DistLab.Kernel;

/// <summary>Runs notebooks without a front end, each in a process of its own.</summary>
public static class NotebookRunner
{
    /// <summary>
    /// Runs all code cells of a notebook in order. A failure stops the run, except in a cell tagged <c>raises-exception</c>;
    /// the outputs before it are kept. Whatever a cell does to its process, this one goes on.
    /// </summary>
    /// <param name="notebook">The notebook; it is not changed.</param>
    /// <param name="notebookFolder">The folder that relative paths in <c>#r</c> and <c>#load</c> start from, and the working directory of the cells.</param>
    /// <param name="options">Time limit and parameters.</param>
    /// <param name="progress">Told as cells start and end; may be null.</param>
    /// <param name="cancellation">Ends the notebook's process; the run then returns with what it has.</param>
    /// <returns>The executed copy and the verdicts.</returns>
    /// <exception cref="NotebookParameterException">A given parameter does not fit the notebook; nothing was run.</exception>
    public static Task<NotebookRun> RunAsync(
        NotebookDocument notebook,
        string notebookFolder,
        RunOptions options,
        IProgress<RunProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        NotebookParameters.Check(notebook, options.Parameters);
        var document = notebook.Clone();
        document.ClearOutputs();
        NotebookParameters.Inject(document, options.Parameters);
        return new NotebookExecution(document, Path.GetFullPath(notebookFolder), options, progress).RunAsync(cancellation);
    }
}
