using System.Collections.Immutable;
using DistLab.Notebooks.Plots;

namespace DistLab.Notebooks;

public sealed partial class Figure
{
    /// <summary>A bar for each category; a second series stands beside the first.</summary>
    public Figure Bars<TX, TY>(string name, IEnumerable<(TX Category, TY Value)> bars) =>
        AddBars(name, bars.Select(b => (CategoryText.Of(b.Category), Quantity.Of(b.Value), Quantity.Missing, Quantity.Missing)), isTheory: false);

    /// <summary>A bar for each row, with an error bar where its ends are given.</summary>
    public Figure Bars<T>(string name, IEnumerable<T> rows, Func<T, object?> category, Func<T, Quantity> value, Func<T, Quantity>? low = null, Func<T, Quantity>? high = null)
    {
        if (low is null != high is null)
            throw new ArgumentException("An interval has two ends: give both low and high, or neither.");
        return AddBars(name, rows.Select(r => (CategoryText.Of(category(r)), value(r), low?.Invoke(r) ?? Quantity.Missing, high?.Invoke(r) ?? Quantity.Missing)), isTheory: false);
    }

    /// <summary>A series of bars for each group of rows, named after the group and in the order of first appearance.</summary>
    public Figure Bars<T>(IEnumerable<T> rows, Func<T, object?> name, Func<T, object?> category, Func<T, Quantity> value, Func<T, Quantity>? low = null, Func<T, Quantity>? high = null) =>
        rows.GroupBy(r => CategoryText.Of(name(r))).Aggregate(this, (figure, group) => figure.Bars(group.Key, group, category, value, low, high));

    /// <summary>Orders the categories by the value of the last series, rising unless it shall fall.</summary>
    public Figure Sorted(bool descending = false) => With(data with { Sort = descending ? -1 : 1 });

    /// <summary>A matrix as coloured cells, with the value in each up to 12 by 12. Values on both sides of zero take a scale with two colours.</summary>
    /// <param name="rows">The names of the rows, from the top.</param>
    /// <param name="columns">The names of the columns, from the left.</param>
    /// <param name="values">A value for each row and column; NaN is an empty cell.</param>
    /// <exception cref="ArgumentException">The names do not fit the matrix.</exception>
    public Figure Heatmap(IEnumerable<string> rows, IEnumerable<string> columns, double[,] values)
    {
        ImmutableArray<string> down = [.. rows], across = [.. columns];
        if (down.Length != values.GetLength(0) || across.Length != values.GetLength(1))
            throw new ArgumentException($"The matrix has {values.GetLength(0)} rows and {values.GetLength(1)} columns, but {down.Length} rows and {across.Length} columns are named.");
        return Add(new HeatSeries("", down, across, (double[,])values.Clone(), IsTime: false));
    }

    /// <summary>A matrix from one record for each cell; rows and columns stand in the order of first appearance, and of two records for one cell the last counts.</summary>
    public Figure Heatmap<T>(IEnumerable<T> cells, Func<T, object?> row, Func<T, object?> column, Func<T, Quantity> value)
    {
        var measure = new Measure("matrix");
        var all = cells.Select(c => (Row: CategoryText.Of(row(c)), Column: CategoryText.Of(column(c)), Value: measure.Take(value(c)))).ToList();
        ImmutableArray<string> rows = [.. all.Select(c => c.Row).Distinct()], columns = [.. all.Select(c => c.Column).Distinct()];
        // Between the same things, the diagonal shall be one even where its first cell is missing.
        columns = columns.Length == rows.Length && columns.ToHashSet().SetEquals(rows) ? rows : columns;
        var (rowAt, columnAt) = (Index(rows), Index(columns));
        var values = new double[rows.Length, columns.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
                values[r, c] = double.NaN;
        }
        foreach (var cell in all)
            values[rowAt[cell.Row], columnAt[cell.Column]] = cell.Value;
        return Add(new HeatSeries("", rows, columns, values, measure.IsTime));
    }

    private static Dictionary<string, int> Index(ImmutableArray<string> names) =>
        names.Select((name, at) => (name, at)).ToDictionary(p => p.name, p => p.at, StringComparer.Ordinal);

    private Figure AddBars(string name, IEnumerable<(string Category, Quantity Value, Quantity Low, Quantity High)> bars, bool isTheory)
    {
        var measure = new Measure("y axis");
        var all = bars.Select(b => (b.Category, new Sample(0, measure.Take(b.Value), measure.Take(b.Low), measure.Take(b.High)))).ToImmutableArray();
        return Add(new BarSeries(name, all, measure.IsTime, isTheory));
    }
}
