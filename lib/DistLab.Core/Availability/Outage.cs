using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>A time in which a component was down.</summary>
/// <param name="Component">Its name.</param>
/// <param name="From">When it failed.</param>
/// <param name="To">When it was up again; the end of the measurement if it was not.</param>
public readonly record struct Outage(string Component, Instant From, Instant To)
{
    /// <summary>How long it was down.</summary>
    public Duration Length => To - From;
}
