using System.Globalization;

namespace DistLab.Time;

/// <summary>The output of a node as it records its state for a snapshot.</summary>
/// <param name="Number">The number of the snapshot.</param>
public sealed record StateRecorded(int Number)
{
    /// <summary>For example <c>records its state for 1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"records its state for {Number}");
}
