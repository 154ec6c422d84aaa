using DistLab.Kernel;

namespace DistLab.Cli;

/// <summary>Shows a batch while it runs. All but <see cref="ShowAsync"/> are called from several threads.</summary>
internal interface IRunView
{
    /// <summary>Shows the work until it ends, and passes on how it ended.</summary>
    Task ShowAsync(Task work);

    /// <summary>A notebook starts.</summary>
    void Started(NotebookJob job);

    /// <summary>A cell starts or ends.</summary>
    void Progressed(NotebookJob job, RunProgress progress);

    /// <summary>A notebook ended.</summary>
    void Finished(NotebookJob job, NotebookRun run);
}
