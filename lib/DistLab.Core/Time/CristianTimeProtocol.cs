using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// Cristian's clients: each measures its round trips on its own clock, takes the shortest of several, and sets its clock by
/// <see cref="CristianSetting"/>.
/// </summary>
/// <remarks>Cristian 1989; Coulouris et al., 5th ed., §14.3.2.</remarks>
public sealed class CristianTimeProtocol : TimeProtocol
{
    /// <summary>How many round trips a client makes before it sets its clock by the shortest; 1 or more, by default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int RoundTrips
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(RoundTrips));
            field = value;
        }
    } = 1;

    /// <summary>How long a client waits between two round trips; by default no time.</summary>
    public Delay Pause { get; init; } = Delay.None;

    /// <summary>The least time that a message takes one way; it narrows the bound. By default nothing is known: zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public Duration Minimum
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, Duration.Zero, nameof(Minimum));
            field = value;
        }
    }

    /// <summary>
    /// By how much a client's clock may drift, in parts per billion, 0 … 10⁸; it widens the bound by what the clock may have
    /// mismeasured. By default 0: over a few round trips the client's clock is taken to be right, as the textbook does.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public long DriftBound
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(DriftBound));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100_000_000, nameof(DriftBound));
            field = value;
        }
    }

    private protected override TimeState OnAnswer(TimeState state, Instant serverTime, Instant reading, Effects<TimeMessage> effects)
    {
        var trip = new RoundTrip(reading - state.AskedAt, serverTime);
        if (state.Best is not { } best || trip.Length < best.Length)
            state = state with { Best = trip, BestArrivedAt = reading };
        state = state with { Answers = state.Answers + 1 };
        if (state.Answers == RoundTrips)
            return SetClock(Estimate(state, reading), state, effects);
        AskAfter(Pause, effects);
        return state;
    }

    private ClockSetting Estimate(TimeState state, Instant reading)
    {
        var best = state.Best!.Value;
        // A clock that runs slow can measure a little less than two of the shortest messages.
        var length = best.Length < Minimum * 2 ? Minimum * 2 : best.Length;
        var setting = CristianSetting.Compute(best.ServerTime, length, Minimum);
        var since = reading - state.BestArrivedAt;
        return new(setting.Time + since, setting.Bound + Mismeasured(best.Length + since));
    }

    // A clock with drift ρ that measured M has let at most M/(1 − ρ) go by, and at least M/(1 + ρ).
    private Duration Mismeasured(Duration measured)
    {
        if (DriftBound == 0)
            return Duration.Zero;
        var most = (Int128)measured.Nanoseconds * DriftBound / (1_000_000_000 - DriftBound);
        const int RoundedReadings = 4;
        return new((long)most + RoundedReadings);
    }
}
