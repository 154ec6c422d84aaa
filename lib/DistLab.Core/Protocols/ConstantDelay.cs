namespace DistLab.Protocols;

internal sealed record ConstantDelay : Delay
{
    private readonly Duration _value;

    public ConstantDelay(Duration value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, Duration.Zero);
        _value = value;
    }

    public override Duration Mean => _value;

    public override Duration Minimum => _value;

    public override Duration Maximum => _value;

    public override Duration Sample(RandomStream random) => _value;

    public override string ToString() => _value.ToString();
}
