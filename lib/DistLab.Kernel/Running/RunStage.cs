namespace DistLab.Kernel;

/// <summary>The moments of a run that are reported.</summary>
public enum RunStage
{
    /// <summary>A code cell starts.</summary>
    CellStarted,

    /// <summary>A code cell ended, in whatever way.</summary>
    CellEnded,
}
