using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>How a hub asks its servers whether they are well: how often, how long it waits for an answer, and how many answers in a row convince it.</summary>
public sealed record HealthCheck
{
    /// <summary>A health check.</summary>
    /// <param name="interval">The time from one probe of a server to the next.</param>
    /// <param name="timeout">How long a probe waits for its answer; by default as long as the interval. No longer than that.</param>
    /// <param name="fall">After how many failed probes in a row a server is taken for down, 1 … 100.</param>
    /// <param name="rise">After how many good ones in a row it is taken for healthy again, 1 … 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public HealthCheck(Duration interval, Duration? timeout = null, int fall = 2, int rise = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout ?? interval, Duration.Zero, nameof(timeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout ?? interval, interval, nameof(timeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(fall, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fall, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(rise, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rise, 100);
        (Interval, Timeout, Fall, Rise) = (interval, timeout ?? interval, fall, rise);
    }

    /// <summary>The time from one probe of a server to the next.</summary>
    public Duration Interval { get; }

    /// <summary>How long a probe waits for its answer.</summary>
    public Duration Timeout { get; }

    /// <summary>After how many failed probes in a row a server is taken for down.</summary>
    public int Fall { get; }

    /// <summary>After how many good ones in a row it is taken for healthy again.</summary>
    public int Rise { get; }

    /// <summary>How long it takes on average to detect a server that refuses probes at once: the failure falls anywhere between two of them.</summary>
    public Duration MeanDetectionTime => (Interval * Fall) - (Interval / 2);

    /// <summary>How long it takes at most to detect a server that does not answer at all, the way of messages not counted.</summary>
    public Duration LongestDetectionTime => (Interval * Fall) + Timeout;

    /// <summary>The check in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"every {Interval}, down after {Fall}, up after {Rise}");
}
