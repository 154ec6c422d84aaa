using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>What a client sets its clock to, and how far off that can be.</summary>
/// <param name="Time">The time to set.</param>
/// <param name="Bound">How far the true time, by the server's clock, is from it at most, either way.</param>
public readonly record struct ClockSetting(Instant Time, Duration Bound)
{
    /// <summary>The earliest that the true time can be.</summary>
    public Instant Earliest => Time - Bound;

    /// <summary>The latest that the true time can be.</summary>
    public Instant Latest => Time + Bound;

    /// <summary>Whether the true time can be this.</summary>
    public bool Allows(Instant trueTime) => Earliest <= trueTime && trueTime <= Latest;

    /// <summary>How far the setting is ahead of a true time; negative when behind.</summary>
    public Duration Error(Instant trueTime) => Time - trueTime;

    /// <summary>For example <c>27 ms ± 2 ms</c>.</summary>
    public override string ToString() => $"{Time} ± {Bound}";

    // Half a nanosecond cannot be told: the middle is rounded down, and the bound up, so that it still covers both ends.
    internal static ClockSetting Between(Instant earliest, Instant latest)
    {
        var width = latest - earliest;
        return new(earliest + (width / 2), width - (width / 2));
    }
}
