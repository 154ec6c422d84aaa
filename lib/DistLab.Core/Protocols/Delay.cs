namespace DistLab.Protocols;

/// <summary>How long something takes, as a distribution: data that a driver draws from, never a sample.</summary>
public abstract record Delay
{
    private protected Delay()
    {
    }

    /// <summary>No time at all.</summary>
    public static Delay None { get; } = new ConstantDelay(Duration.Zero);

    /// <summary>The mean of the distribution.</summary>
    public abstract Duration Mean { get; }

    /// <summary>The least value that can be drawn.</summary>
    public abstract Duration Minimum { get; }

    /// <summary>The greatest value that can be drawn, or <see cref="Duration.MaxValue"/> when there is none.</summary>
    public abstract Duration Maximum { get; }

    /// <summary>Always the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public static Delay Constant(Duration value) => new ConstantDelay(value);

    /// <summary>Evenly spread from the least to the greatest value, both included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The least value is negative or above the greatest.</exception>
    public static Delay Uniform(Duration minimum, Duration maximum) => new UniformDelay(minimum, maximum);

    /// <summary>Memoryless, with the given mean.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not above zero.</exception>
    public static Delay Exponential(Duration mean) => new ExponentialDelay(mean);

    /// <summary>At least <paramref name="minimum"/>, and beyond it memoryless with a mean of <paramref name="meanBeyond"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is negative or the mean is not above zero.</exception>
    public static Delay ShiftedExponential(Duration minimum, Duration meanBeyond) => new ExponentialDelay(meanBeyond, minimum);

    /// <summary>Log-normal: the logarithm is normal with the given standard deviation, and half of all draws are below the median.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The median is not above zero, or sigma is not in 0 … 10.</exception>
    public static Delay LogNormal(Duration median, double sigma) => new LogNormalDelay(median, sigma);

    /// <summary>One of the given values, each as likely as the others: measured delays, played again.</summary>
    /// <exception cref="ArgumentException">No value is given, or one is negative.</exception>
    public static Delay Empirical(params IEnumerable<Duration> values) => new EmpiricalDelay([.. values]);

    /// <summary>Draws one value; never negative.</summary>
    public abstract Duration Sample(RandomStream random);

    /// <summary>A duration stands for the delay that is always so long.</summary>
    public static implicit operator Delay(Duration value) => new ConstantDelay(value);
}
