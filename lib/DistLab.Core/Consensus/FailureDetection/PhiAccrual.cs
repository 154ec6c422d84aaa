using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>
/// The φ accrual detector: not yes or no but a level of suspicion, φ = −log10(1 − F(t)), where t is the time since the last
/// heartbeat and F a normal distribution with the mean and the deviation of the last times between heartbeats. A φ of 3 says
/// that a heartbeat comes even later once in a thousand times. An application suspects above a threshold of its own.
/// </summary>
/// <remarks>Hayashibara, Défago, Yared and Katayama, "The φ Accrual Failure Detector" (2004). As systems that use it do, it begins with an estimate, and assumes a least deviation, or a perfectly regular sender would be suspected for a microsecond.</remarks>
public sealed record PhiAccrual : FailureDetector
{
    private const int DefaultWindow = 100;

    private readonly int _window;
    private readonly double _quantile;
    private readonly Duration _leastDeviation;

    /// <summary>A detector with this threshold.</summary>
    /// <param name="threshold">The φ at which the other process is suspected, above 0 and up to 1,000.</param>
    /// <param name="interval">The time between two heartbeats, as first guess; the deviation is first guessed to be a quarter of it.</param>
    /// <param name="window">Of how many times between heartbeats mean and deviation are taken, 2 or more.</param>
    /// <param name="leastDeviation">The least deviation that is assumed; by default a hundredth of the interval.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public PhiAccrual(double threshold, Duration interval, int window = DefaultWindow, Duration? leastDeviation = null)
    {
        if (threshold is not (> 0 and <= 1_000))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold lies above 0 and up to 1,000.");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        (Threshold, _window, _leastDeviation) = (threshold, window, leastDeviation ?? interval / 100);
        _quantile = NormalTail.Inverse(threshold);
        Gaps = [interval - (interval / 4), interval + (interval / 4)];
    }

    /// <summary>The φ at which the other process is suspected.</summary>
    public double Threshold { get; }

    /// <summary>The mean of the last times between heartbeats.</summary>
    public Duration Mean => Duration.FromNanoseconds(Gaps.Average(gap => (double)gap.Nanoseconds));

    /// <summary>Their standard deviation, or the least that is assumed.</summary>
    public Duration Deviation
    {
        get
        {
            var mean = Gaps.Average(gap => (double)gap.Nanoseconds);
            var variance = Gaps.Average(gap => (gap.Nanoseconds - mean) * (gap.Nanoseconds - mean));
            return Duration.FromNanoseconds(Math.Max(Math.Sqrt(variance), _leastDeviation.Nanoseconds));
        }
    }

    /// <summary>The last times between heartbeats.</summary>
    private ValueList<Duration> Gaps { get; init; }

    /// <inheritdoc/>
    public override Instant TrustsUntil => LastHeartbeat + Mean + (Deviation * _quantile);

    /// <summary>How strongly the other process is suspected at a point in time.</summary>
    /// <param name="now">A point in time, not before the last heartbeat.</param>
    public double Phi(Instant now) => NormalTail.Phi((now - LastHeartbeat - Mean) / Deviation);

    /// <inheritdoc/>
    protected override FailureDetector Learn(int number, Instant arrival)
    {
        if (LastNumber == 0)
            return this;
        var gap = arrival - LastHeartbeat;
        return this with { Gaps = Gaps.Count < _window ? Gaps.Add(gap) : Gaps.RemoveFirst().Add(gap) };
    }
}
