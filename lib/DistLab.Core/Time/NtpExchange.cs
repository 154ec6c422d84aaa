using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// A question and its answer in NTP, with all four readings: two of the client's clock, two of the server's. Since the answer
/// carries both of the server's, the time for which the server had the request plays no part.
/// </summary>
/// <remarks>RFC 5905, §8; Coulouris et al., 5th ed., §14.3.4, where the four are called T_{i−3} … T_i.</remarks>
/// <param name="Asked">T1: the client's clock as it sent the question.</param>
/// <param name="Received">T2: the server's clock as the question came.</param>
/// <param name="Answered">T3: the server's clock as it sent the answer.</param>
/// <param name="Arrived">T4: the client's clock as the answer came.</param>
public readonly record struct NtpExchange(Instant Asked, Instant Received, Instant Answered, Instant Arrived)
{
    /// <summary>θ = ((T2 − T1) + (T3 − T4))/2: how far the server's clock seems to be ahead of the client's.</summary>
    public Duration Offset => (Received - Asked + (Answered - Arrived)) / 2;

    /// <summary>δ = (T4 − T1) − (T3 − T2): how long question and answer travelled together.</summary>
    public Duration Delay => Arrived - Asked - (Answered - Received);

    /// <summary>δ/2: how far the true offset is from <see cref="Offset"/> at most, if the two clocks run alike. Rounded up to the nanosecond.</summary>
    public Duration Bound => Delay - (Delay / 2);
}
