using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>How long to wait before a further attempt: longer each time, and not all at the same moment.</summary>
/// <remarks>"Full jitter": evenly spread from zero to the bound of that attempt. Brooker, "Exponential Backoff and Jitter" (AWS Architecture Blog, 2015).</remarks>
public sealed record BackOff
{
    /// <summary>A back-off.</summary>
    /// <param name="first">The bound before the second attempt.</param>
    /// <param name="factor">How many times longer it is before each further one, 1 … 100.</param>
    /// <param name="longest">What it never exceeds; by default 100 times the first.</param>
    /// <param name="jitter">Whether the wait is drawn from zero to the bound; without, all wait for just as long as the bound.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public BackOff(Duration first, double factor = 2, Duration? longest = null, bool jitter = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, Duration.Zero);
        if (!(factor is >= 1 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "The wait grows by a factor of 1 … 100.");
        (First, Factor, Longest, Jitter) = (first, factor, longest ?? (first * 100), jitter);
        ArgumentOutOfRangeException.ThrowIfLessThan(Longest, first, nameof(longest));
    }

    /// <summary>No wait at all.</summary>
    public static BackOff None { get; } = new(Duration.Zero);

    /// <summary>The bound before the second attempt.</summary>
    public Duration First { get; }

    /// <summary>How many times longer it is before each further one.</summary>
    public double Factor { get; }

    /// <summary>What it never exceeds.</summary>
    public Duration Longest { get; }

    /// <summary>Whether the wait is drawn.</summary>
    public bool Jitter { get; }

    /// <summary>The wait before an attempt, as a distribution.</summary>
    /// <param name="attempt">The attempt's number; the first one, which waits for nothing, is 1.</param>
    public Delay Before(int attempt)
    {
        if (attempt <= 1)
            return Delay.None;
        var bound = First;
        for (var i = 2; i < attempt && bound < Longest; i++)
            bound = bound * Factor;
        bound = bound < Longest ? bound : Longest;
        return Jitter ? Delay.Uniform(Duration.Zero, bound) : bound;
    }
}
