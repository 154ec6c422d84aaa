namespace DistLab.Protocols;

internal sealed record LogNormalDelay : Delay
{
    private readonly Duration _median;
    private readonly double _sigma;

    public LogNormalDelay(Duration median, double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(median, Duration.Zero);
        if (!(sigma is >= 0 and <= 10))
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The standard deviation of the logarithm must lie in 0 … 10.");
        _median = median;
        _sigma = sigma;
    }

    public override Duration Mean => _median * StableMath.Exp(_sigma * _sigma / 2);

    public override Duration Minimum => Duration.Zero;

    public override Duration Maximum => Duration.MaxValue;

    // A factor beyond e^20 (half a billion times the median) is cut off, so that no draw can overflow.
    public override Duration Sample(RandomStream random) =>
        _median * StableMath.Exp(Math.Clamp(_sigma * random.NextNormal(), -20, 20));

    public override string ToString() => $"log-normal, median {_median}, sigma {_sigma.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
