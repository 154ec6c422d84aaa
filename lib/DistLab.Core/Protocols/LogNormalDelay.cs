namespace DistLab.Protocols;

internal sealed record LogNormalDelay : Delay
{
    public LogNormalDelay(Duration median, double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(median, Duration.Zero);
        if (!(sigma is >= 0 and <= 10))
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The standard deviation of the logarithm must lie in 0 … 10.");
        Median = median;
        Sigma = sigma;
    }

    public Duration Median { get; }

    public double Sigma { get; }

    public override Duration Mean => Median * StableMath.Exp(Sigma * Sigma / 2);

    public override Duration Minimum => Duration.Zero;

    public override Duration Maximum => Duration.MaxValue;

    // A factor beyond e^20 (half a billion times the median) is cut off, so that no draw can overflow.
    public override Duration Sample(RandomStream random) =>
        Median * StableMath.Exp(Math.Clamp(Sigma * random.NextNormal(), -20, 20));

    public override string ToString() => $"log-normal, median {Median}, sigma {Sigma.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
