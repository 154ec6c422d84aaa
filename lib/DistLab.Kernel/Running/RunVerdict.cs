namespace DistLab.Kernel;

/// <summary>How a whole notebook ended.</summary>
public enum RunVerdict
{
    /// <summary>Every code cell ran, and none failed that should not.</summary>
    Succeeded,

    /// <summary>A cell did not compile or threw.</summary>
    CellFailed,

    /// <summary>A cell ran longer than its limit; its process was ended.</summary>
    TimedOut,

    /// <summary>A cell ended its process: a stack overflow, <c>Environment.Exit</c>, an exception on a thread, too little memory.</summary>
    Crashed,

    /// <summary>The caller asked to stop.</summary>
    Cancelled,
}
