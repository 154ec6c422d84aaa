using System.Collections.Immutable;

namespace DistLab.Notebooks.Plots;

/// <summary>All that a figure says, before anything is laid out.</summary>
internal sealed record FigureData(string Title)
{
    public string? Subtitle { get; init; }

    public string? Footer { get; init; }

    public string? Description { get; init; }

    public AxisWords X { get; init; } = new();

    public AxisWords Y { get; init; } = new();

    public ImmutableArray<Series> Series { get; init; } = [];

    public ImmutableArray<Note> Notes { get; init; } = [];

    /// <summary>What bands and error bars stand for, as the key names them.</summary>
    public string? Interval { get; init; }

    /// <summary>How categories are ordered: as they came (0), rising (1) or falling (−1).</summary>
    public int Sort { get; init; }

    /// <summary>Whether the series are steps of one quantity, and so take shades of one colour.</summary>
    public bool Ordered { get; init; }

    public FigureData With(Series series) => this with { Series = Series.Add(series) };
}

/// <summary>What an axis is called and how it counts.</summary>
internal sealed record AxisWords(string? Title = null, string? Unit = null, bool IsLog = false, double Low = double.NaN, double High = double.NaN, bool RangeIsTime = false)
{
    public bool HasRange => Low < High;
}

/// <summary>A remark with a leader to a point; the point's x is a category in a figure of bars.</summary>
internal sealed record Note(Quantity X, string? Category, Quantity Y, string Text);
