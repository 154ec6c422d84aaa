using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>How dependable a component, or the service as a whole, was in the time measured.</summary>
/// <param name="Component">Its name.</param>
/// <param name="Uptime">How long it was up.</param>
/// <param name="Downtime">How long it was down.</param>
/// <param name="Failures">How many times it went down; an outage that began before the measurement is none.</param>
public sealed record ComponentFigures(string Component, Duration Uptime, Duration Downtime, int Failures)
{
    /// <summary>The share of time that it was up: uptime / (uptime + downtime).</summary>
    public double Availability => Uptime / (Uptime + Downtime);

    /// <summary>Mean operating time between failures: uptime for each failure; <c>null</c> without any.</summary>
    /// <remarks>As IEC 60050-192 defines it; the time from one failure to the next is longer by the mean time to repair.</remarks>
    public Duration? MeanTimeBetweenFailures => Failures == 0 ? null : Uptime / Failures;

    /// <summary>Mean time to repair: downtime for each failure; <c>null</c> without any.</summary>
    public Duration? MeanTimeToRepair => Failures == 0 ? null : Downtime / Failures;
}
