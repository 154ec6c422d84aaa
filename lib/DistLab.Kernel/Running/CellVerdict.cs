namespace DistLab.Kernel;

/// <summary>How one code cell ended.</summary>
public enum CellVerdict
{
    /// <summary>It ran to its end.</summary>
    Succeeded,

    /// <summary>It did not compile or threw, as its tag <c>raises-exception</c> announces; the run went on.</summary>
    FailedAsExpected,

    /// <summary>It did not compile or threw; the run stopped.</summary>
    Failed,

    /// <summary>It ran longer than the limit; its process was ended.</summary>
    TimedOut,

    /// <summary>It ended its process.</summary>
    Crashed,

    /// <summary>It did not run, because an earlier cell stopped the run.</summary>
    NotRun,
}
