using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>The numbers of a service report in a row: what a sweep averages over seeds, and a table shows.</summary>
public sealed record ServiceFigures
{
    /// <summary>The share of time that the service was up by its components; see <see cref="ServiceReport.Service"/>.</summary>
    public required double Availability { get; init; }

    /// <summary>The share of requests that succeeded: reliability as a user counts it. NaN without requests.</summary>
    public required double Success { get; init; }

    /// <summary>The share of windows of time, among those with requests, in which none failed. NaN without requests.</summary>
    public required double GoodWindows { get; init; }

    /// <summary>Mean response time of the requests that succeeded; <c>null</c> without any, as below.</summary>
    public required Duration? Response { get; init; }

    /// <summary>The response time that half of those did not exceed.</summary>
    public required Duration? P50 { get; init; }

    /// <summary>The response time that 95 % of those did not exceed.</summary>
    public required Duration? P95 { get; init; }

    /// <summary>The response time that 99 % of those did not exceed.</summary>
    public required Duration? P99 { get; init; }

    /// <summary>Mean operating time between failures of the service; <c>null</c> if it never failed.</summary>
    public required Duration? BetweenFailures { get; init; }

    /// <summary>Mean time to repair of the service; <c>null</c> if it never failed.</summary>
    public required Duration? ToRepair { get; init; }

    /// <summary>For how long an outage of a component was felt by users, on average (<see cref="OutageImpact.Felt"/>); <c>null</c> when there was none.</summary>
    public required Duration? Felt { get; init; }

    /// <summary>Of the users with a request during an outage of a component, the share who got no answer; NaN when there was none.</summary>
    public required double Noticed { get; init; }

    /// <summary>How many requests ended: succeeded, failed or timed out.</summary>
    public required int Requests { get; init; }

    /// <summary>How many of them failed or timed out.</summary>
    public required int Unsuccessful { get; init; }

    /// <summary>How many times each was sent on average, hedges and retries included: the load that users' requests became. NaN without requests.</summary>
    public required double Attempts { get; init; }
}
