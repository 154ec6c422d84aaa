using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// Cristian's algorithm, for a system whose messages may take any time: ask a server, measure the round trip, set
/// t + T_round/2, and be at most T_round/2 − min off.
/// </summary>
/// <remarks>Cristian 1989; Coulouris et al., 5th ed., §14.3.2.</remarks>
public static class CristianSetting
{
    /// <summary>What to set on arrival of the answer.</summary>
    /// <param name="serverTime">The server's time t in the answer, read at any moment between receipt of the request and sending of the answer.</param>
    /// <param name="roundTrip">From sending the request to arrival of the answer.</param>
    /// <param name="minimum">The least time that a message takes one way; zero if nothing is known.</param>
    /// <exception cref="ArgumentOutOfRangeException">A duration is negative, or the round trip is shorter than two messages.</exception>
    public static ClockSetting Compute(Instant serverTime, Duration roundTrip, Duration minimum = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(roundTrip, minimum * 2);
        return ClockSetting.Between(serverTime + minimum, serverTime + roundTrip - minimum);
    }

    /// <summary>What to set when the server also says how long it took to serve the request: only the journey is then halved.</summary>
    /// <param name="serverTime">The server's time t in the answer.</param>
    /// <param name="roundTrip">From sending the request to arrival of the answer.</param>
    /// <param name="service">How long the request was with the server.</param>
    /// <param name="stamp">When the server read its clock; if on receipt, the service lies between the reading and the arrival.</param>
    /// <param name="minimum">The least time that a message takes one way; zero if nothing is known.</param>
    /// <exception cref="ArgumentOutOfRangeException">A duration is negative, or the round trip is shorter than two messages and the service.</exception>
    public static ClockSetting ComputeWithService(
        Instant serverTime, Duration roundTrip, Duration service, ServerStamp stamp, Duration minimum = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(service, Duration.Zero);
        var sentAt = stamp == ServerStamp.OnReceipt ? serverTime + service : serverTime;
        return Compute(sentAt, roundTrip - service, minimum);
    }

    /// <summary>The best of several round trips: the shortest, since it leaves the least room for doubt.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static RoundTrip Best(IEnumerable<RoundTrip> roundTrips)
    {
        ArgumentNullException.ThrowIfNull(roundTrips);
        RoundTrip? best = null;
        foreach (var trip in roundTrips)
        {
            if (best is null || trip.Length < best.Value.Length)
                best = trip;
        }
        return best ?? throw new ArgumentException("At least one round trip is needed.", nameof(roundTrips));
    }
}
