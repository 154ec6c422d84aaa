using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>A run whose events have hybrid stamps.</summary>
/// <param name="Errors">How far off each process's physical clock is.</param>
/// <param name="Stamps">The events' stamps, in the order of time.</param>
public sealed record HybridClockRun(ValueList<Duration> Errors, ValueList<HybridStamp> Stamps)
{
    /// <summary>How far two physical clocks are apart at most.</summary>
    public Duration Skew => Errors.Max() - Errors.Min();
}
