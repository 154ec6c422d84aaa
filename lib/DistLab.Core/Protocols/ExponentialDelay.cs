namespace DistLab.Protocols;

internal sealed record ExponentialDelay : Delay
{
    private readonly Duration _minimum;
    private readonly Duration _meanBeyond;

    public ExponentialDelay(Duration mean, Duration minimum = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(mean, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, Duration.Zero);
        _meanBeyond = mean;
        _minimum = minimum;
    }

    public override Duration Mean => _minimum + _meanBeyond;

    public override Duration Minimum => _minimum;

    public override Duration Maximum => Duration.MaxValue;

    public override Duration Sample(RandomStream random) => _minimum + _meanBeyond * random.NextExponential();

    public override string ToString() =>
        _minimum == Duration.Zero ? $"exponential, mean {_meanBeyond}" : $"{_minimum} + exponential, mean {_meanBeyond}";
}
