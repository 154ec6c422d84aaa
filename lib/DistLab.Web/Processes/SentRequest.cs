using DistLab.Availability;
using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>What became of a request, in nanoseconds since the site's start.</summary>
internal readonly record struct SentRequest(long SentAt, long EndedAt, RequestOutcome Outcome, int Attempts, int Server)
{
    public ServiceRequest ToServiceRequest() => new(new(SentAt), new(EndedAt), Outcome, Attempts, Server);

    public Instant End => new(EndedAt);
}
