using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>What was recorded of a service: the users' requests, and when which component was down. Simulated and real experiments make the same.</summary>
/// <param name="From">When the measurement begins. Requests that were sent before are left out; outages are cut off there.</param>
/// <param name="To">When it ends. Requests that were sent at or after it are left out; outages are cut off there.</param>
/// <param name="Requests">The requests, in any order.</param>
/// <param name="Groups">What the service is made of: it is up while every group has as many components up as it needs.</param>
/// <param name="Outages">When components were down, in any order; those of one component do not overlap.</param>
/// <example><code>
/// var log = new ServiceLog(start, end, requests, [ComponentGroup.Servers(2)], [new("server 1", failed, repaired)]);
/// new ServiceReport(log).Figures
/// </code></example>
public sealed record ServiceLog(
    Instant From,
    Instant To,
    IReadOnlyList<ServiceRequest> Requests,
    IReadOnlyList<ComponentGroup> Groups,
    IReadOnlyList<Outage> Outages);
