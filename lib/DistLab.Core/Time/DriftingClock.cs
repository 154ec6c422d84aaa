using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// A clock that starts off by some offset, runs a little fast or slow, and can be set: C(t) = C₀ + (t − t₀)(1 + drift),
/// where t₀ is when it was last set and C₀ what it was set to.
/// </summary>
/// <remarks>
/// In whole numbers, so that a reading is the same to the bit on any machine. Between two settings it never runs backwards.
/// A quartz clock drifts by about 1 s in 11.6 days, 1,000 parts per billion of a thousand: 10⁻⁶ (Coulouris et al., 5th ed., §14.2).
/// </remarks>
public sealed class DriftingClock
{
    private const long Billion = 1_000_000_000;

    private Instant _setAt;
    private Instant _setTo;

    /// <summary>A clock that shows <paramref name="offset"/> at true time zero.</summary>
    /// <param name="offset">How far ahead of true time it starts; negative when behind.</param>
    /// <param name="driftPartsPerBillion">How many nanoseconds it gains in a true second; negative when it loses.</param>
    /// <exception cref="ArgumentOutOfRangeException">The drift is not strictly between −10⁹ (a clock that stands still) and 10⁹ (one that runs at double speed).</exception>
    public DriftingClock(Duration offset = default, long driftPartsPerBillion = 0)
    {
        DriftPartsPerBillion = Possible(driftPartsPerBillion);
        _setTo = Instant.Zero + offset;
    }

    /// <summary>How many nanoseconds the clock gains in a true second.</summary>
    public long DriftPartsPerBillion { get; private set; }

    /// <summary>What the clock shows, rounded down to the nanosecond.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is before the clock was last set.</exception>
    public Instant Read(Instant trueTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trueTime, _setAt);
        var elapsed = trueTime - _setAt;
        return _setTo + elapsed + Gain(elapsed);
    }

    /// <summary>How far ahead of true time the clock is; negative when behind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is before the clock was last set.</exception>
    public Duration Error(Instant trueTime) => Read(trueTime) - trueTime;

    /// <summary>Sets the clock: from now on it counts, as fast or slow as ever, from this reading.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is before the clock was last set.</exception>
    public void Set(Instant trueTime, Instant reading)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trueTime, _setAt);
        _setAt = trueTime;
        _setTo = reading;
    }

    /// <summary>Lets the clock drift otherwise from now on; what it shows now stays.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is before the clock was last set, or the drift is impossible.</exception>
    public void DriftBy(Instant trueTime, long driftPartsPerBillion)
    {
        Set(trueTime, Read(trueTime));
        DriftPartsPerBillion = Possible(driftPartsPerBillion);
    }

    /// <summary>How much true time passes while the clock counts a length of time, rounded down to the nanosecond.</summary>
    public Duration ToTrueTime(Duration counted) => DriftPartsPerBillion == 0
        ? counted
        : new((long)((Int128)counted.Nanoseconds * Billion / (Billion + DriftPartsPerBillion)));

    /// <summary>The clock's place and speed, for example <c>set to 3 ms at 0 s, gains 50000 ns a second</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"set to {_setTo} at {_setAt}, {(DriftPartsPerBillion < 0 ? "loses" : "gains")} {Math.Abs(DriftPartsPerBillion)} ns a second");

    private static long Possible(long driftPartsPerBillion)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(driftPartsPerBillion, -Billion);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(driftPartsPerBillion, Billion);
        return driftPartsPerBillion;
    }

    private Duration Gain(Duration elapsed)
    {
        var product = (Int128)elapsed.Nanoseconds * DriftPartsPerBillion;
        var quotient = product / Billion;
        // Division rounds towards zero; a clock that loses would then read up to a nanosecond ahead of its line.
        return new((long)(product < 0 && quotient * Billion != product ? quotient - 1 : quotient));
    }
}
