using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Plots;

namespace DistLab.Notebooks.Interchange;

/// <summary>Makes a figure of a Plotly chart.</summary>
internal sealed class ChartFigure
{
    private static readonly string[] Known = ["scatter", "scattergl", "bar", "histogram", "box", "violin", "heatmap"];

    private readonly ChartData _chart;
    private readonly Dictionary<int, string> _owners = [];

    private ChartFigure(ChartData chart) => _chart = chart;

    /// <exception cref="NotSupportedException">The chart shows what no figure can; the message says what.</exception>
    public static Figure Of(ChartData chart)
    {
        try
        {
            return new ChartFigure(chart).Make();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new NotSupportedException($"A figure cannot show this chart: {e.Message}", e);
        }
    }

    private Figure Make()
    {
        var traces = _chart.Traces.Where(t => !t.IsBackground && !IsExtra(t)).ToList();
        Refuse(traces);
        var figure = Words(Figure.Of(_chart.Title));
        figure = IsMatrix(traces) ? OwnMatrix(figure, traces) : traces.Aggregate(figure, Add);
        return _chart.Annotations.Aggregate(figure, Annotate);
    }

    /// <summary>Whether it only marks the percentiles of a distribution, which our own chart does.</summary>
    private static bool IsExtra(ChartTrace trace) => trace.Heads is [PlotlyLayout.PercentileHead];

    private bool IsMatrix(List<ChartTrace> traces) => _chart.X.Names.Count > 0 && _chart.Y.Names.Count > 0 && traces.TrueForAll(t => t.Type == "bar");

    private static void Refuse(List<ChartTrace> traces)
    {
        if (traces.Find(t => !Known.Contains(t.Type)) is { } foreign)
            throw new NotSupportedException($"A figure cannot show Plotly's \"{foreign.Type}\". It can show {string.Join(", ", Known.Where(k => k is not "scattergl" and not "violin"))}.");
        if (traces.Find(t => t.Json.Text("xaxis") is not (null or "x") || t.Json.Text("yaxis") is not (null or "y")) is { } second)
            throw new NotSupportedException($"\"{second.Name}\" stands on axes of its own, and a figure has one pair. Make a figure of each part.");
        if (traces.Find(t => t.Heads.Count > 0) is { } summary)
            throw new NotSupportedException($"\"{summary.Name}\" is a drawing of something else than points, which cannot be had back from it. Keep what it was drawn from, or its ToNativePlotlyJson().");
    }

    private Figure Words(Figure figure)
    {
        var (x, y) = (_chart.X, _chart.Y);
        var heat = _chart.Traces.FirstOrDefault(t => t.Type == "heatmap");
        var bar = heat?.Json.Object("colorbar");
        figure = Axis(x.Title, x.Suffix, (t, u) => figure.X(t, u)) ?? figure;
        figure = Axis(bar.Title() ?? y.Title, bar.Text("ticksuffix") ?? y.Suffix, (t, u) => figure.Y(t, u)) ?? figure;
        figure = _chart.Subtitle is { Length: > 0 } subtitle ? figure.Subtitle(subtitle) : figure;
        figure = _chart.Named(PlotlyLayout.FooterName) is { } footer ? figure.Footer(ChartText.Plain(footer)) : figure;
        figure = x.IsLog ? figure.LogX() : figure;
        figure = y.IsLog ? figure.LogY() : figure;
        // Our own chart writes the ends of its axes down always, and of categories for want of others.
        var own = _chart.Layout.Object("meta").Object("dark") is not null;
        figure = !own && x.Low < x.High ? figure.RangeX(x.Low, x.High) : figure;
        figure = !own && y.Low < y.High && heat is null ? figure.RangeY(y.Low, y.High) : figure;
        var meta = _chart.Layout.Object("meta");
        figure = meta.Text("interval") is { } interval ? figure.Interval(interval) : figure;
        figure = meta.Text("description") is { } description ? figure.Description(description) : figure;
        return meta.Truth("ordered") == true ? figure.Ordered() : figure;
    }

    /// <summary>The unit of a title such as <c>Wait, ms</c>, where it is one of time, and of a suffix at every tick.</summary>
    private static Figure? Axis(string? title, string? suffix, Func<string, string?, Figure> set)
    {
        title = title is null ? null : ChartText.Plain(title).Replace(" (log scale)", "", StringComparison.Ordinal);
        var comma = title?.LastIndexOf(", ", StringComparison.Ordinal) ?? -1;
        if (title is not null && comma > 0 && TimeUnit.Named(title[(comma + 2)..]) is { } unit)
            return set(title[..comma], unit.Name);
        var percent = suffix?.Trim() == "%";
        return title is not null || percent ? set(title ?? "", percent ? "%" : null) : null;
    }

    private Figure Add(Figure figure, ChartTrace trace)
    {
        var before = figure;
        figure = trace.Type switch
        {
            "bar" => Bars(figure, trace),
            "histogram" => figure.Histogram(trace.Name, trace.Sample, (int)Math.Clamp(trace.Json.Number("nbinsx") ?? 0, 0, 1000)),
            "box" or "violin" => Boxes(figure, trace),
            "heatmap" => Heat(figure, trace),
            _ => Points(figure, trace),
        };
        return ReferenceEquals(before, figure) || trace.Type == "heatmap" ? figure : Coloured(figure, trace);
    }

    private Figure Coloured(Figure figure, ChartTrace trace)
    {
        if (trace.Colour == Palette.Light(Paint.Bad))
            return figure.Violation();
        var number = Enumerable.Range(1, Paint.SeriesCount).FirstOrDefault(n => Palette.Light(Paint.Series(n)) == trace.Colour);
        // From the ninth series on the colours come again, and only the first to have one keeps it.
        return number == 0 || _owners.GetValueOrDefault(number, trace.Name) != trace.Name ? figure : figure.Color(Own(number, trace.Name));
    }

    private int Own(int number, string name)
    {
        _owners[number] = name;
        return number;
    }

    private Figure Points(Figure figure, ChartTrace trace)
    {
        var categories = trace.Points.Where(p => p.X is string).ToList();
        if (categories.Count > 0 || (_chart.X.Names.Count > 0 && trace.Type == "scatter"))
            return figure.Theory(trace.Name, trace.Points.Where(p => double.IsFinite(p.Y)).Select(p => (CategoryText.Of(_chart.X.Label(p.X)), p.Y)));
        if (trace.Role == ChartRole.Distribution)
            return figure.Ecdf(trace.Name, trace.Points.Select(p => p.X).OfType<double>());
        var intervals = trace.Intervals;
        var rows = trace.Points.Select((p, i) => (X: p.X as double? ?? double.NaN, p.Y, Interval: i < intervals.Count ? intervals[i] : (Low: double.NaN, High: double.NaN))).ToList();
        if (trace.Role == ChartRole.Theory || trace.IsDashed)
            return figure.Theory(trace.Name, rows.Select(r => (r.X, r.Y)));
        if (!trace.HasLines)
        {
            return trace.Role == ChartRole.Measured
                ? figure.Measured(trace.Name, rows, r => r.X, r => r.Y, r => r.Interval.Low, r => r.Interval.High)
                : figure.Scatter(trace.Name, rows, r => r.X, r => r.Y, r => r.Interval.Low, r => r.Interval.High);
        }
        return trace.IsStaircase
            ? figure.Step(trace.Name, rows, r => r.X, r => r.Y, r => r.Interval.Low, r => r.Interval.High)
            : figure.Line(trace.Name, rows, r => r.X, r => r.Y, r => r.Interval.Low, r => r.Interval.High);
    }

    private Figure Bars(Figure figure, ChartTrace trace)
    {
        var intervals = trace.Intervals;
        var rows = trace.Points.Select((p, i) => (Name: CategoryText.Of(_chart.X.Label(p.X)), p.Y, Interval: i < intervals.Count ? intervals[i] : (Low: double.NaN, High: double.NaN)));
        return figure.Bars(trace.Name, rows, r => r.Name, r => r.Y, r => r.Interval.Low, r => r.Interval.High);
    }

    private static Figure Boxes(Figure figure, ChartTrace trace)
    {
        if (trace.X.Count == trace.Y.Count && trace.X.Any(x => x is string))
            return trace.X.Zip(trace.Y).GroupBy(p => CategoryText.Of(p.First)).Aggregate(figure, (f, g) => f.Box(g.Key, g.Select(p => p.Second).OfType<double>()));
        return figure.Box(trace.Name, trace.Sample);
    }

    private Figure Heat(Figure figure, ChartTrace trace)
    {
        if (HeatMap.Read(trace) is not var (rows, columns, cells))
            throw new NotSupportedException($"The heat map \"{trace.Name}\" has no matrix \"z\" of rows.");
        // Plotly's first row is the lowest unless its axis runs downwards; ours is the highest.
        return _chart.Y.IsReversed ? figure.Heatmap(rows, columns, cells) : figure.Heatmap(rows.Reverse(), columns, UpsideDown(cells));
    }

    private Figure OwnMatrix(Figure figure, List<ChartTrace> traces) => figure.Heatmap(_chart.Y.Names, _chart.X.Names, HeatMap.OfBars(traces, _chart.Y.Names.Count, _chart.X.Names.Count));

    private static double[,] UpsideDown(double[,] cells)
    {
        var turned = (double[,])cells.Clone();
        for (var r = 0; r < cells.GetLength(0); r++)
        {
            for (var c = 0; c < cells.GetLength(1); c++)
                turned[cells.GetLength(0) - 1 - r, c] = cells[r, c];
        }
        return turned;
    }

    private Figure Annotate(Figure figure, JsonObject annotation)
    {
        if (annotation.Truth("showarrow") == false || annotation.Text("text") is not { } text || annotation.Text("xref") == "paper" || annotation.Text("yref") == "paper")
            return figure;
        if (annotation.Number("y") is not { } y)
            return figure;
        y = _chart.Y.IsLog ? Math.Pow(10, y) : y;
        if (annotation.Text("x") is { } category)
            return figure.Note(category, y, ChartText.Plain(text));
        if (annotation.Number("x") is not { } x)
            return figure;
        return _chart.X.Label(x) is string name ? figure.Note(name, y, ChartText.Plain(text)) : figure.Note(_chart.X.IsLog ? Math.Pow(10, x) : x, y, ChartText.Plain(text));
    }
}
