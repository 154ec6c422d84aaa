using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// Setting a clock in a synchronous system, where a message takes at least a known time and at most a known time: set
/// t + (min + max)/2, and be at most (max − min)/2 off.
/// </summary>
/// <remarks>Coulouris et al., 5th ed., §14.3.1, and Lundelius and Lynch 1984, who show that N clocks cannot be brought closer than (max − min)(1 − 1/N).</remarks>
public static class SynchronousSetting
{
    /// <summary>What to set on arrival of a message that says that it is <paramref name="serverTime"/>.</summary>
    /// <param name="serverTime">The server's time t in the message.</param>
    /// <param name="minimum">The least time from the server's reading of its clock to the arrival.</param>
    /// <param name="maximum">The greatest such time. Of a server that reads its clock on receipt of the request, both must include its service time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is negative or above the maximum.</exception>
    public static ClockSetting Compute(Instant serverTime, Duration minimum, Duration maximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        return ClockSetting.Between(serverTime + minimum, serverTime + maximum);
    }

    /// <summary>The least skew that any algorithm can promise for several clocks: (max − min)(1 − 1/N).</summary>
    /// <param name="minimum">The least time that a message takes.</param>
    /// <param name="maximum">The greatest.</param>
    /// <param name="clocks">How many clocks, N.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no clock, or the minimum is negative or above the maximum.</exception>
    public static Duration LeastSkew(Duration minimum, Duration maximum, int clocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        ArgumentOutOfRangeException.ThrowIfLessThan(clocks, 1);
        return (maximum - minimum) * (1 - (1.0 / clocks));
    }
}
