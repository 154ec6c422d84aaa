using System.Collections.Immutable;

namespace DistLab.Notebooks.Plots;

/// <summary>How a curve is drawn.</summary>
internal enum CurveStyle
{
    Line,
    Step,
    Scatter,
    Measured,
    Theory,
    Histogram,
    Distribution,
}

/// <summary>A series in the units of its axes, ready to be drawn. A gap is a point whose y is NaN.</summary>
internal sealed record Curve(string Name, Look Look, CurveStyle Style, IReadOnlyList<Sample> Points)
{
    /// <summary>The edges of a histogram's bins, one more than it has points.</summary>
    public IReadOnlyList<double> Edges { get; init; } = [];

    /// <summary>A distribution's values in rising order.</summary>
    public ImmutableArray<double> Values { get; init; } = [];

    /// <summary>Whether it is a line whose end can bear its name.</summary>
    public bool HasEnd => Style is CurveStyle.Line or CurveStyle.Step or CurveStyle.Theory;

    public bool HasIntervals => Points.Any(p => p.HasInterval);

    /// <summary>A distribution's value at a share of the sample: the least one that so many do not exceed (nearest rank).</summary>
    public double Quantile(double share) => Values[Math.Clamp((int)Math.Ceiling((share * Values.Length) - 1e-9) - 1, 0, Values.Length - 1)];
}
