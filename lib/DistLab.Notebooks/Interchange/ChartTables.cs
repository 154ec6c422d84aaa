using System.Globalization;
using DistLab.Notebooks.Plots;

namespace DistLab.Notebooks.Interchange;

/// <summary>The data of a chart as tables, for who reads with the ears or with the keyboard.</summary>
/// <remarks>A long series is thinned evenly: a table that nobody hears to its end tells nothing.</remarks>
internal sealed class ChartTables
{
    private const int MostRows = 50;
    private const int MostColumns = 16;

    /// <summary>A formula was sampled densely for its looks alone.</summary>
    private const int RowsOfFormula = 11;

    private readonly ChartData _chart;
    private readonly Dictionary<string, Dictionary<double, (double Low, double High)>> _bands;

    private ChartTables(ChartData chart)
    {
        _chart = chart;
        _bands = Bands(chart.Traces);
    }

    public static IReadOnlyList<Table> Of(ChartData chart) => [.. new ChartTables(chart).All()];

    private IEnumerable<Table> All()
    {
        var traces = _chart.Traces.Where(t => !t.IsBackground).ToList();
        if (IsMatrix(traces))
            return [Matrix(_chart.Y.Names, _chart.X.Names, HeatMap.OfBars(traces, _chart.Y.Names.Count, _chart.X.Names.Count))];
        var tables = new List<Table>();
        foreach (var alike in traces.Where(t => t.Heads.Count > 0).GroupBy(t => string.Join('\n', t.Heads)))
            tables.Add(Labels([.. alike]));
        var samples = traces.Where(t => t.Heads.Count == 0 && t.Type is "box" or "violin" or "histogram" && t.Sample.Count > 0).ToList();
        if (samples.Count > 0)
            tables.Add(Samples(samples));
        foreach (var heat in traces.Where(t => t.Type == "heatmap"))
            tables.Add(HeatMap.Read(heat) is var (rows, columns, cells) ? Matrix(rows, columns, cells) : Table.From(new[] { heat.Name }));
        foreach (var pie in traces.Where(t => t.Type == "pie"))
            tables.Add(Pie(pie));
        var points = traces.Where(t => t.Heads.Count == 0 && t.Type is "scatter" or "bar" && t.Points.Count > 0).ToList();
        tables.AddRange(SharePlaces(points).Select(Side));
        return tables;
    }

    private bool IsMatrix(List<ChartTrace> traces) =>
        _chart.X.Names.Count > 0 && _chart.Y.Names.Count > 0 && traces.Count > 0 && traces.All(t => t.Type == "bar");

    /// <summary>The traces in groups over the same places, a table each.</summary>
    private static List<List<ChartTrace>> SharePlaces(List<ChartTrace> traces)
    {
        var groups = new List<List<ChartTrace>>();
        foreach (var trace in traces)
        {
            var places = trace.Points.Select(p => p.X).ToList();
            if (groups.Find(g => g.Count < MostColumns && g[0].Points.Select(p => p.X).SequenceEqual(places)) is { } group)
                group.Add(trace);
            else
                groups.Add([trace]);
        }
        return groups;
    }

    /// <summary>A row for each place, with the values there of one series or of several.</summary>
    private Table Side(IReadOnlyList<ChartTrace> traces)
    {
        var places = traces[0].Points.Select(p => _chart.X.Label(p.X)).ToList();
        var kept = Kept(places.Count, traces.All(t => t.IsDashed) ? RowsOfFormula : MostRows);
        var columns = new List<TableColumn> { new(_chart.X.Title ?? "x", [.. kept.Select(i => places[i])]) };
        foreach (var trace in traces)
        {
            var name = traces.Count > 1 ? trace.Name : _chart.Y.Title ?? (trace.Name.Length > 0 ? trace.Name : "y");
            columns.Add(Numbers(name, kept.Select(i => trace.Points[i].Y)));
            if (Intervals(trace) is { Count: > 0 } intervals)
            {
                columns.Add(Numbers(traces.Count > 1 ? $"{name}, low" : "Low", kept.Select(i => intervals[i].Low)));
                columns.Add(Numbers(traces.Count > 1 ? $"{name}, high" : "High", kept.Select(i => intervals[i].High)));
            }
        }
        return Captioned(columns, traces.Count > 1 ? _chart.Y.Title : traces[0].Name, kept.Count, places.Count);
    }

    private IReadOnlyList<(double Low, double High)> Intervals(ChartTrace trace)
    {
        if (trace.Intervals.Count > 0 || trace.Group is null || !_bands.TryGetValue(trace.Group, out var band))
            return trace.Intervals;
        return [.. trace.Points.Select(p => p.X is double x && band.TryGetValue(x, out var at) ? at : (double.NaN, double.NaN))];
    }

    /// <summary>Bands are drawn as two invisible lines, the second of which fills the room down to the first.</summary>
    private static Dictionary<string, Dictionary<double, (double Low, double High)>> Bands(IReadOnlyList<ChartTrace> traces)
    {
        var bands = new Dictionary<string, Dictionary<double, (double, double)>>(StringComparer.Ordinal);
        foreach (var (low, high) in traces.Zip(traces.Skip(1)))
        {
            if (high.IsBackground && high.Group is { } group && high.Json.Text("fill") == "tonexty" && low.Group == group)
                bands[group] = low.Points.Zip(high.Points).Where(p => p.First.X is double).GroupBy(p => (double)p.First.X!).ToDictionary(g => g.Key, g => (g.First().First.Y, g.First().Second.Y));
        }
        return bands;
    }

    private static Table Labels(IReadOnlyList<ChartTrace> traces)
    {
        var rows = traces.SelectMany(t => t.Labels()).DistinctBy(lines => string.Join('\n', lines)).ToList();
        var kept = Kept(rows.Count);
        // What a label says beyond the heads belongs to its last one.
        string? Cell(IReadOnlyList<string> lines, int column) =>
            column >= lines.Count ? null : column == traces[0].Heads.Count - 1 ? string.Join(' ', lines.Skip(column)) : lines[column];
        var columns = traces[0].Heads.Select((head, c) => new TableColumn(head, [.. kept.Select(i => Cell(rows[i], c))])).ToList();
        return Captioned(columns, string.Join(", ", traces.Select(t => t.Name).Distinct().Take(4)), kept.Count, rows.Count);
    }

    private static Table Samples(IReadOnlyList<ChartTrace> traces)
    {
        var rows = traces.Select(t => BoxRow.Of(t.Name, default, [.. t.Sample.Order()])).ToList();
        return Table.FromColumns(
            new TableColumn("Sample", [.. rows.Select(r => r.Name)]),
            new TableColumn("Values", [.. rows.Select(r => (object)r.Count)]),
            Numbers("Least", traces.Select(t => t.Sample.Min())),
            Numbers("First quartile", rows.Select(r => r.Q1)),
            Numbers("Median", rows.Select(r => r.Median)),
            Numbers("Third quartile", rows.Select(r => r.Q3)),
            Numbers("Greatest", traces.Select(t => t.Sample.Max()))).Rows(MostRows);
    }

    private static Table Pie(ChartTrace pie) => Table.FromColumns(
        new TableColumn("Part", pie.Json.Values("labels")),
        new TableColumn("Value", pie.Json.Values("values"))).Rows(MostRows);

    /// <summary>The matrix, or of one that is too wide for a table what each row holds.</summary>
    private static Table Matrix(IReadOnlyList<string> rows, IReadOnlyList<string> columns, double[,] cells)
    {
        var kept = Kept(rows.Count);
        IEnumerable<double> Row(int r) => Enumerable.Range(0, columns.Count).Select(c => cells[r, c]);
        var all = new List<TableColumn> { new("", [.. kept.Select(r => rows[r])]) };
        if (columns.Count <= MostColumns)
            all.AddRange(columns.Select((name, c) => Numbers(name, kept.Select(r => cells[r, c]))));
        else
        {
            double Of(int r, Func<IEnumerable<double>, double> take) => Row(r).Any(double.IsFinite) ? take(Row(r).Where(double.IsFinite)) : double.NaN;
            all.AddRange([Numbers("Least", kept.Select(r => Of(r, Enumerable.Min))), Numbers("Mean", kept.Select(r => Of(r, Enumerable.Average))), Numbers("Greatest", kept.Select(r => Of(r, Enumerable.Max)))]);
        }
        return Captioned(all, columns.Count <= MostColumns ? null : $"{columns.Count} columns, of each row", kept.Count, rows.Count);
    }

    private static TableColumn Numbers(string name, IEnumerable<double> values) => new(name, [.. values.Select(v => double.IsNaN(v) ? null : (object?)v)]);

    private static Table Captioned(IEnumerable<TableColumn> columns, string? caption, int shown, int of)
    {
        var table = Table.FromColumns(columns).Rows(MostRows);
        var some = shown < of ? string.Create(CultureInfo.InvariantCulture, $"{shown} of {of} rows") : null;
        var text = string.Join(" – ", new[] { caption, some }.Where(t => !string.IsNullOrEmpty(t)));
        return text.Length > 0 ? table.Caption(text) : table;
    }

    /// <summary>Which of so many rows are shown: all, or an even choice with the first and the last.</summary>
    private static IReadOnlyList<int> Kept(int count, int most = MostRows) =>
        count <= MostRows ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, most).Select(i => (int)Math.Round(i * (count - 1.0) / (most - 1)))];
}
