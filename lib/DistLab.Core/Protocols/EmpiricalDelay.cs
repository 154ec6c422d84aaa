namespace DistLab.Protocols;

internal sealed record EmpiricalDelay : Delay
{
    private readonly ValueList<Duration> _values;

    public EmpiricalDelay(ValueList<Duration> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("An empirical distribution needs at least one value.", nameof(values));
        if (values.Any(v => v < Duration.Zero))
            throw new ArgumentException("A delay cannot be negative.", nameof(values));
        _values = values;
    }

    public override Duration Mean => Duration.FromNanoseconds(_values.Average(v => (double)v.Nanoseconds));

    public override Duration Minimum => _values.Min();

    public override Duration Maximum => _values.Max();

    public override Duration Sample(RandomStream random) => _values[random.NextBelow(_values.Count)];

    public override string ToString() => $"one of {_values.Count} values, mean {Mean}";
}
