namespace DistLab.Kernel;

/// <summary>The moments of a run that are reported.</summary>
public enum RunStage
{
    /// <summary>A code cell starts.</summary>
    CellStarted,

    /// <summary>A progress bar of the running cell moved, or came to its end.</summary>
    CellMoved,

    /// <summary>A code cell ended, in whatever way.</summary>
    CellEnded,
}
