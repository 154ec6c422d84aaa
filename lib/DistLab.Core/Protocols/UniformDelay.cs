namespace DistLab.Protocols;

internal sealed record UniformDelay : Delay
{
    private readonly Duration _minimum;
    private readonly Duration _maximum;

    public UniformDelay(Duration minimum, Duration maximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        _minimum = minimum;
        _maximum = maximum;
    }

    public override Duration Mean => _minimum + (_maximum - _minimum) / 2;

    public override Duration Minimum => _minimum;

    public override Duration Maximum => _maximum;

    public override Duration Sample(RandomStream random) =>
        _minimum + new Duration((long)random.NextBelow((ulong)(_maximum - _minimum).Nanoseconds + 1));

    public override string ToString() => $"uniform {_minimum} … {_maximum}";
}
