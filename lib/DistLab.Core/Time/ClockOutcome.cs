using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>One setting of a client's clock in a run, held against the server's clock at that instant.</summary>
/// <param name="Client">Who set its clock.</param>
/// <param name="ServerTime">What the server's clock showed then.</param>
/// <param name="RoundTrip">The client's shortest round trip since it had last set its clock, in true time.</param>
/// <param name="Setting">What it set, and its bound.</param>
public sealed record ClockOutcome(NodeId Client, Instant ServerTime, Duration RoundTrip, ClockSetting Setting)
{
    /// <summary>How far the client's clock was ahead of the server's then; negative when behind.</summary>
    public Duration Error => Setting.Error(ServerTime);

    /// <summary>How far off it could be, as the client knew.</summary>
    public Duration Bound => Setting.Bound;

    /// <summary>Whether the bound was kept.</summary>
    public bool IsWithinBound => Setting.Allows(ServerTime);
}
