using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// A programmer and a build tool that, like <c>make</c>, builds anew what was edited: a source file whose time is later than
/// that of the file built from it. On a clock that is set back it misses edits, and the old program runs.
/// </summary>
/// <remarks>The example is that of van Steen and Tanenbaum, 3rd ed., §6.1.</remarks>
public static class BuildTool
{
    /// <summary>Edits and builds in turn, each after a random pause, and counts the edits that the next build misses.</summary>
    /// <param name="clock">What the machine's clock shows at a true time; every file bears what it shows as the file is written.</param>
    /// <param name="edits">How many edits there are.</param>
    /// <param name="pause">How long it is on average from one edit or build to the next.</param>
    /// <param name="seed">What the pauses follow from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no edit, or the pause is not above zero.</exception>
    public static int MissedEdits(Func<Instant, Instant> clock, int edits, Duration pause, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfLessThan(edits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pause, Duration.Zero);
        var random = new RandomStream(seed).Derive("programmer");
        var now = Instant.Zero;
        var built = clock(now);
        var missed = 0;
        for (var edit = 0; edit < edits; edit++)
        {
            now += pause * random.NextExponential();
            var source = clock(now);
            now += pause * random.NextExponential();
            if (source > built)
                built = clock(now);
            else
                missed++;
        }
        return missed;
    }

    /// <summary>The mean of many runs with a thousand edits, some ten a second, and a clock that is right until it is corrected.</summary>
    /// <param name="corrected">The clock from then on.</param>
    /// <param name="at">When it is corrected.</param>
    /// <param name="runs">How many runs, with the seeds 1, 2, ….</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no run.</exception>
    public static double MissedEditsAfter(SoftwareClock corrected, Instant at, int runs = 100)
    {
        ArgumentNullException.ThrowIfNull(corrected);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        return Enumerable.Range(1, runs).Average(seed =>
            MissedEdits(now => now < at ? now : corrected.Read(now), edits: 1_000, pause: 100.Milliseconds(), (ulong)seed));
    }
}
