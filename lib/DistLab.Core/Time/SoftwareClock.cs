using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// The time that a machine shows, made from the raw count of its hardware clock: S = H + correction. A correction can be
/// stepped, all at once, or slewed, little by little, so that the time shown never runs backwards. It is a value: adjusting
/// it gives another one.
/// </summary>
/// <remarks>
/// Coulouris et al., 5th ed., §14.2 and §14.3 (compensation of clock drift). The default slew of 500 parts per million is that
/// of Unix' <c>adjtime</c> and of RFC 5905: a second of error takes 2,000 seconds.
/// </remarks>
public sealed record SoftwareClock
{
    /// <summary>How fast a correction is slewed when nothing else is said, in parts per million.</summary>
    public const int DefaultSlewPpm = 500;

    private const int MostSlewPpm = 100_000;
    private const long MostRate = 500_000;

    private Instant Since { get; init; }

    private Duration Offset { get; init; }

    private Duration ToSlew { get; init; }

    private int SlewPpm { get; init; } = DefaultSlewPpm;

    /// <summary>What is corrected of the hardware's drift all the time, in parts per billion; at most 500,000 either way.</summary>
    public long RatePartsPerBillion { get; private init; }

    /// <summary>The time shown when the hardware clock shows <paramref name="hardware"/>; not before the last adjustment.</summary>
    public Instant Read(Instant hardware) => hardware + Offset + Rated(hardware - Since) + Slewed(hardware);

    /// <summary>What remains to be slewed; negative while the clock is slowed down.</summary>
    public Duration Remaining(Instant hardware) => ToSlew - Slewed(hardware);

    /// <summary>Sets the clock forwards or back at once; what was still to be slewed is forgotten.</summary>
    /// <param name="hardware">What the hardware clock shows now.</param>
    /// <param name="by">How far; negative sets it back.</param>
    public SoftwareClock Step(Instant hardware, Duration by) => At(hardware) with { Offset = Read(hardware) + by - hardware };

    /// <summary>Has the clock run faster or slower from now on, until it has gained or lost so much; what was still to be slewed is forgotten.</summary>
    /// <param name="hardware">What the hardware clock shows now.</param>
    /// <param name="by">How much; negative slows it down.</param>
    /// <param name="ppm">By how many parts per million it runs faster or slower meanwhile, 1 … 100,000; by default 500.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    public SoftwareClock Slew(Instant hardware, Duration by, int ppm = DefaultSlewPpm)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ppm, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ppm, MostSlewPpm);
        return At(hardware) with { ToSlew = by, SlewPpm = ppm };
    }

    /// <summary>Corrects the hardware's drift otherwise from now on; beyond 500,000 parts per billion it is cut off.</summary>
    /// <param name="hardware">What the hardware clock shows now.</param>
    /// <param name="partsPerBillion">How many nanoseconds to add in a second; negative to take away.</param>
    public SoftwareClock WithRate(Instant hardware, long partsPerBillion) =>
        At(hardware) with { ToSlew = Remaining(hardware), RatePartsPerBillion = Math.Clamp(partsPerBillion, -MostRate, MostRate) };

    /// <summary>How much the correction of the drift makes of a length of time.</summary>
    public Duration Rated(Duration elapsed) => new((long)((Int128)elapsed.Nanoseconds * RatePartsPerBillion / 1_000_000_000));

    /// <summary>For example <c>2 ms ahead of the hardware, 500 µs to slew</c>.</summary>
    public override string ToString() => $"{Offset} ahead of the hardware, {ToSlew} to slew";

    private SoftwareClock At(Instant hardware) => this with { Since = hardware, Offset = Read(hardware) - hardware, ToSlew = Duration.Zero };

    private Duration Slewed(Instant hardware)
    {
        // A hardware clock may start before zero, where nothing has been slewed yet.
        var possible = Math.Max(0, (long)((Int128)(hardware - Since).Nanoseconds * SlewPpm / 1_000_000));
        return new(Math.Clamp(ToSlew.Nanoseconds, -possible, possible));
    }
}
