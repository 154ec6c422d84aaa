using DistLab.Protocols;
using Microsoft.AspNetCore.Http;

namespace DistLab.Web;

/// <summary>What a hub counts. For any thread.</summary>
internal sealed class HubCounts
{
    public long Requests;
    public long Retries;

    private long _badGateway;
    private long _unavailable;
    private long _timeouts;
    private long _brokenOff;
    private long _clientsGone;

    /// <summary>Counts a request that was not answered by a server.</summary>
    /// <returns>The status that the client gets; 0 if it gets none.</returns>
    public int Count(ForwardOutcome outcome)
    {
        switch (outcome)
        {
            case ForwardOutcome.NotSent:
                Interlocked.Increment(ref _unavailable);
                return StatusCodes.Status503ServiceUnavailable;
            case ForwardOutcome.Broken:
                Interlocked.Increment(ref _badGateway);
                return StatusCodes.Status502BadGateway;
            case ForwardOutcome.TimedOut:
                Interlocked.Increment(ref _timeouts);
                return StatusCodes.Status504GatewayTimeout;
            case ForwardOutcome.BrokenOff:
                Interlocked.Increment(ref _brokenOff);
                return 0;
            case ForwardOutcome.ClientGone:
                Interlocked.Increment(ref _clientsGone);
                return 0;
            default:
                return StatusCodes.Status400BadRequest;
        }
    }

    public HubStatus Status(ValueList<ServerStatus> servers) => new(
        Interlocked.Read(ref Requests),
        Interlocked.Read(ref Retries),
        Interlocked.Read(ref _badGateway),
        Interlocked.Read(ref _unavailable),
        Interlocked.Read(ref _timeouts),
        Interlocked.Read(ref _brokenOff),
        Interlocked.Read(ref _clientsGone),
        servers);
}
