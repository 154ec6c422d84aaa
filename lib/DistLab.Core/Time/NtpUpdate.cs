using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>The output of an NTP client as it corrects its clock.</summary>
/// <param name="Offset">How far the sources' time is ahead of its own.</param>
/// <param name="IsStep">Whether the clock was set at once; otherwise it is slewed.</param>
/// <param name="Server">The best of its servers now.</param>
/// <param name="Stratum">Its own stratum now.</param>
/// <param name="RootDistance">How far off it may be, all the way to the source of the time.</param>
public sealed record NtpUpdate(Duration Offset, bool IsStep, NodeId Server, int Stratum, Duration RootDistance)
{
    /// <summary>For example <c>slew by 3 ms</c>.</summary>
    public override string ToString() => $"{(IsStep ? "step" : "slew")} by {Offset}";
}
