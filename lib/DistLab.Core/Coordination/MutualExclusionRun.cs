using DistLab.Simulation;

namespace DistLab.Coordination;

/// <summary>A run of a mutual exclusion protocol: what happened, and what it amounts to.</summary>
/// <param name="Trace">Everything that happened.</param>
/// <param name="Report">The textbook's measures of it.</param>
public sealed record MutualExclusionRun(Trace Trace, MutualExclusionReport Report)
{
    /// <summary>The report's verdict.</summary>
    public override string ToString() => Report.ToString();
}
