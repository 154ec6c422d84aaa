using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>What theory says of a service, where it says something: the names are those of <see cref="ServiceFigures"/>.</summary>
public sealed record ServiceTheory
{
    /// <summary>The share of time that the service is up.</summary>
    public double? Availability { get; init; }

    /// <summary>The share of requests that succeed.</summary>
    public double? Success { get; init; }

    /// <summary>Mean response time of those that succeed.</summary>
    public Duration? Response { get; init; }

    /// <summary>The response time that half of them do not exceed.</summary>
    public Duration? P50 { get; init; }

    /// <summary>The response time that 95 % of them do not exceed.</summary>
    public Duration? P95 { get; init; }

    /// <summary>The response time that 99 % of them do not exceed.</summary>
    public Duration? P99 { get; init; }

    /// <summary>Mean operating time between failures of the service.</summary>
    public Duration? BetweenFailures { get; init; }

    /// <summary>Mean time to repair of the service.</summary>
    public Duration? ToRepair { get; init; }

    /// <summary>Whether a measure is a quantile of response times.</summary>
    internal static bool IsQuantile(string measure) => measure is nameof(P50) or nameof(P95) or nameof(P99);

    /// <summary>What there is a number for, by name: shares as they are, times in nanoseconds, as a sweep has them; what it has no measure for is left out.</summary>
    internal IEnumerable<(string Measure, double Value)> Known() => new (string Measure, double? Value)[]
    {
        (nameof(Availability), Availability),
        (nameof(Success), Success),
        (nameof(Response), Response?.Nanoseconds),
        (nameof(P50), P50?.Nanoseconds),
        (nameof(P95), P95?.Nanoseconds),
        (nameof(P99), P99?.Nanoseconds),
    }.Where(one => one.Value is not null).Select(one => (one.Measure, one.Value!.Value));
}
