using System.Text.Json.Nodes;
using DistLab.Notebooks.Plots;

namespace DistLab.Notebooks.Interchange;

/// <summary>Plotly's own heat maps.</summary>
internal static class HeatMap
{
    /// <summary>Names and cells in Plotly's order, in which the first row is the lowest; null where it has no matrix.</summary>
    public static (IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, double[,] Cells)? Read(ChartTrace trace)
    {
        if (trace.Json["z"] is not JsonArray z || z.Any(row => row is not JsonArray))
            return null;
        var rows = z.Select(row => new JsonObject { ["z"] = row!.DeepClone() }.Values("z")).ToList();
        var width = rows.Select(r => r.Count).DefaultIfEmpty(0).Max();
        var cells = Empty(rows.Count, width);
        for (var r = 0; r < rows.Count; r++)
        {
            for (var c = 0; c < rows[r].Count; c++)
                cells[r, c] = rows[r][c] as double? ?? double.NaN;
        }
        return (Names(trace.Y, rows.Count), Names(trace.X, width), cells);
    }

    /// <summary>The cells of our own chart, which draws each as a bar of its own.</summary>
    public static double[,] OfBars(IEnumerable<ChartTrace> traces, int rows, int columns)
    {
        var cells = Empty(rows, columns);
        foreach (var trace in traces)
        {
            var (values, feet) = (trace.Json.Values("customdata"), trace.Json.Values("base"));
            foreach (var ((value, foot), x) in values.Zip(feet).Zip(trace.X))
            {
                if (value is double cell && foot is double low && x is double across && (Row: (int)Math.Ceiling(low), Column: (int)across) is var at && at.Row < rows && at.Column < columns && at.Row >= 0 && at.Column >= 0)
                    cells[at.Row, at.Column] = cell;
            }
        }
        return cells;
    }

    public static double[,] Empty(int rows, int columns)
    {
        var cells = new double[rows, columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
                cells[r, c] = double.NaN;
        }
        return cells;
    }

    private static IReadOnlyList<string> Names(IReadOnlyList<object?> given, int count) =>
        [.. Enumerable.Range(0, count).Select(i => CategoryText.Of(i < given.Count ? given[i] : (double)i))];
}
