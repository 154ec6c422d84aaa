namespace DistLab.Notebooks.Plots;

/// <summary>Sees to it that what stands on one axis is of one kind: all times or all plain numbers.</summary>
internal sealed class Measure(string where)
{
    private bool? isTime;

    public bool IsTime => isTime ?? false;

    /// <summary>The value; a missing one is of either kind.</summary>
    public double Take(Quantity quantity)
    {
        if (double.IsNaN(quantity.Value))
            return double.NaN;
        if (isTime is { } known && known != quantity.IsTime)
            throw new ArgumentException($"The {where} cannot hold times and plain numbers at once. Turn the times into numbers, for example with .Milliseconds.");
        isTime = quantity.IsTime;
        return quantity.Value;
    }
}
