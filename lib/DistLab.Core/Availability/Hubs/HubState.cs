using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>What a redundant hub, or the device before them, remembers.</summary>
public abstract record HubState
{
    private protected HubState()
    {
    }

    /// <summary>A hub.</summary>
    /// <param name="Election">What it knows of who is the coordinator.</param>
    /// <param name="IsDown">Whether it has failed.</param>
    /// <param name="IsActive">Whether it has the service's address, as far as it knows.</param>
    public sealed record Hub(BullyElection.State Election, bool IsDown, bool IsActive) : HubState;

    /// <summary>The device.</summary>
    /// <param name="Address">The hub that last said that it has the service's address.</param>
    /// <param name="Next">The number of the next request.</param>
    public sealed record Device(NodeId Address, int Next) : HubState;
}
