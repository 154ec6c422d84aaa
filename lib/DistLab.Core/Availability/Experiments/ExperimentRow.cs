using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>A row of the prototype's table of results: means over all seeds.</summary>
/// <param name="Experiment">Which experiment.</param>
/// <param name="Load">The share of all servers' capacity that users ask for.</param>
/// <param name="Availability">The share of time that the service was up.</param>
/// <param name="Success">Reliability: the share of requests that succeeded.</param>
/// <param name="Response">Mean response time of those.</param>
/// <param name="P50">The response time that half of them did not exceed.</param>
/// <param name="P95">The response time that 95 % of them did not exceed.</param>
/// <param name="P99">The response time that 99 % of them did not exceed.</param>
/// <param name="BetweenFailures">Reliability: mean operating time between failures of the service; <c>null</c> if it never failed.</param>
/// <param name="ToRepair">Mean time to repair of the service; <c>null</c> if it never failed.</param>
/// <param name="Felt">Downtime during failover: for how long a server's failure was felt; <c>null</c> if none failed.</param>
/// <param name="Noticed">Impact on users: the share of those with a request during an outage who got no answer.</param>
public sealed record ExperimentRow(
    string Experiment,
    double Load,
    double Availability,
    double Success,
    Duration? Response,
    Duration? P50,
    Duration? P95,
    Duration? P99,
    Duration? BetweenFailures,
    Duration? ToRepair,
    Duration? Felt,
    double Noticed);
