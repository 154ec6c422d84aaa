namespace DistLab.Simulation;

/// <summary>Why a run stopped.</summary>
public enum RunOutcome
{
    /// <summary>Nothing was left to happen.</summary>
    Quiet,

    /// <summary>The given time was reached.</summary>
    TimeReached,

    /// <summary>What was waited for came true.</summary>
    ConditionMet,

    /// <summary>As many events as allowed had happened. More may be asked for by running on.</summary>
    EventLimit,
}
