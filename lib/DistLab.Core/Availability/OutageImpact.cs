using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>What users saw of an outage of one component.</summary>
/// <param name="Outage">When it was.</param>
/// <param name="Requests">How many requests were sent or under way in it.</param>
/// <param name="Unsuccessful">How many of them failed or timed out.</param>
/// <param name="Felt">
/// For how long it was felt: from the failure to the time when the last of those was sent that did not succeed. With failover, about the time of detection;
/// without, about the time of repair. Zero when nobody noticed.
/// </param>
public sealed record OutageImpact(Outage Outage, int Requests, int Unsuccessful, Duration Felt)
{
    /// <summary>The share of users who noticed; NaN when there were none.</summary>
    public double Noticed => Requests == 0 ? double.NaN : (double)Unsuccessful / Requests;
}
