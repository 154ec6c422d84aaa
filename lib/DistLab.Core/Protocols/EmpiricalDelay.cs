namespace DistLab.Protocols;

internal sealed record EmpiricalDelay : Delay
{
    public EmpiricalDelay(ValueList<Duration> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("An empirical distribution needs at least one value.", nameof(values));
        if (values.Any(v => v < Duration.Zero))
            throw new ArgumentException("A delay cannot be negative.", nameof(values));
        Values = values;
    }

    public ValueList<Duration> Values { get; }

    public override Duration Mean => Duration.FromNanoseconds(Values.Average(v => (double)v.Nanoseconds));

    public override Duration Minimum => Values.Min();

    public override Duration Maximum => Values.Max();

    public override Duration Sample(RandomStream random) => Values[random.NextBelow(Values.Count)];

    public override string ToString() => $"one of {Values.Count} values, mean {Mean}";
}
