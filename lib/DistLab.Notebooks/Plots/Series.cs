using System.Collections.Immutable;

namespace DistLab.Notebooks.Plots;

/// <summary>One thing that a figure shows, under one name.</summary>
internal abstract record Series(string Name)
{
    /// <summary>The number of its colour, or 0 for the next free one.</summary>
    public int Colour { get; init; }

    /// <summary>Whether it shows a violation, for which alone red is kept.</summary>
    public bool IsViolation { get; init; }
}

/// <summary>How a series of points is drawn, which also says where its numbers come from.</summary>
internal enum PointStyle
{
    Line,
    Step,
    Scatter,
    Measured,
    Theory,
}

/// <summary>A point with the interval around its y; without an interval both ends are NaN.</summary>
internal readonly record struct Sample(double X, double Y, double Low = double.NaN, double High = double.NaN)
{
    public bool HasInterval => Low <= High;
}

internal sealed record PointSeries(string Name, PointStyle Style, ImmutableArray<Sample> Points, bool XIsTime, bool YIsTime) : Series(Name);

/// <summary>A formula, drawn over whatever range the other series span.</summary>
internal sealed record FunctionSeries(string Name, Func<double, double> Formula) : Series(Name);

/// <summary>Values by category.</summary>
internal sealed record BarSeries(string Name, ImmutableArray<(string Category, Sample Value)> Bars, bool IsTime, bool IsTheory) : Series(Name);

/// <summary>What is made of a sample of single values.</summary>
internal enum SampleStyle
{
    Histogram,
    Distribution,
    Box,
}

/// <summary>A sample of single values, in rising order and without missing ones.</summary>
internal sealed record SampleSeries(string Name, SampleStyle Style, ImmutableArray<double> Values, bool IsTime, int Bins) : Series(Name);

/// <summary>A matrix with named rows and columns; NaN is an empty cell.</summary>
internal sealed record HeatSeries(string Name, ImmutableArray<string> Rows, ImmutableArray<string> Columns, double[,] Cells, bool IsTime) : Series(Name);
