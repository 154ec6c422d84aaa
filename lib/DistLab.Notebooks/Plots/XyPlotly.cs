using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>The Plotly rendering of a figure with two numeric axes.</summary>
internal static class XyPlotly
{
    /// <summary>How many columns a long series is reduced to: enough to zoom in fourfold, at most four points each.</summary>
    private const int Columns = 2400;

    public static JsonObject Of(XyModel model)
    {
        var layout = new PlotlyLayout();
        var traces = model.Curves.SelectMany(c => Traces(c, model, layout)).ToList();
        var x = layout.Axis(model.X, model.XTitle, isX: true);
        var y = layout.Axis(model.Y, model.YTitle, isX: false);
        var notes = model.Data.Notes.Select(n => Annotation(n, model, layout)).OfType<JsonObject>().ToList();
        if (!model.HasData)
            notes.Add(new JsonObject { ["text"] = "no data", ["xref"] = "paper", ["yref"] = "paper", ["x"] = 0.5, ["y"] = 0.5, ["showarrow"] = false });
        var guides = model.IsDistribution ? new[] { 50.0, 95, 99 } : [];
        var shapes = guides.Select(p => new JsonObject
        {
            ["type"] = "line", ["xref"] = "paper", ["x0"] = 0, ["x1"] = 1, ["y0"] = p, ["y1"] = p, ["line"] = new JsonObject { ["width"] = 1, ["dash"] = "dot", ["color"] = layout.Colour(Paint.Axis) },
        }).ToList();
        return layout.Figure(model.Data, model.Footer, traces, x, y, model.YTitle, legend: model.Curves.Count > 1, notes, shapes);
    }

    private static IEnumerable<JsonObject> Traces(Curve curve, XyModel model, PlotlyLayout layout) => curve.Style switch
    {
        CurveStyle.Histogram => [Histogram(curve, layout)],
        CurveStyle.Scatter or CurveStyle.Measured => [Points(curve, layout)],
        CurveStyle.Distribution => [Line(curve, Distribution(curve, model), layout, "hv"), .. Quantiles(curve, model, layout)],
        _ => Lines(curve, model, layout),
    };

    private static IEnumerable<JsonObject> Lines(Curve curve, XyModel model, PlotlyLayout layout)
    {
        var shape = curve.Style == CurveStyle.Step ? "hv" : "linear";
        if (curve.HasIntervals)
        {
            var band = curve.Points.Where(p => p.HasInterval && double.IsFinite(p.Y)).ToList();
            foreach (var (high, fill) in new[] { (false, "none"), (true, "tonexty") })
            {
                yield return new JsonObject
                {
                    ["type"] = "scatter", ["mode"] = "lines", ["name"] = PlotlyLayout.Name($"{curve.Name}, {model.Data.Interval ?? "interval"}"), ["legendgroup"] = curve.Name,
                    ["x"] = PlotlyLayout.Numbers(band.Select(p => p.X)), ["y"] = PlotlyLayout.Numbers(band.Select(p => high ? p.High : p.Low)),
                    ["line"] = new JsonObject { ["width"] = 0, ["shape"] = shape, ["color"] = layout.Colour(curve.Look.Paint) },
                    ["fill"] = fill, ["fillcolor"] = layout.Colour(curve.Look.Paint, 0.18), ["showlegend"] = false, ["hoverinfo"] = "skip",
                };
            }
        }
        yield return Line(curve, Reduced(curve, model), layout, shape);
    }

    private static JsonObject Line(Curve curve, IReadOnlyList<Sample> points, PlotlyLayout layout, string shape)
    {
        var theory = curve.Style == CurveStyle.Theory;
        var line = new JsonObject { ["color"] = layout.Colour(curve.Look.Paint), ["width"] = theory ? 1.75 : 2.25, ["shape"] = shape };
        if (theory)
            line["dash"] = "6px,4px";
        return new JsonObject
        {
            ["type"] = "scatter", ["mode"] = points.Count == 1 ? "markers" : "lines", ["name"] = PlotlyLayout.Name(curve.Name), ["legendgroup"] = curve.Name,
            ["x"] = PlotlyLayout.Numbers(points.Select(p => p.X)), ["y"] = PlotlyLayout.Numbers(points.Select(p => p.Y)),
            ["line"] = line, ["marker"] = new JsonObject { ["color"] = layout.Colour(curve.Look.Paint), ["symbol"] = PlotlyLayout.Symbol(curve.Look), ["size"] = 8 }, ["connectgaps"] = false,
        };
    }

    private static JsonObject Points(Curve curve, PlotlyLayout layout)
    {
        var measured = curve.Style == CurveStyle.Measured;
        var trace = new JsonObject
        {
            ["type"] = "scatter", ["mode"] = "markers", ["name"] = PlotlyLayout.Name(measured ? curve.Name + ", measured" : curve.Name), ["legendgroup"] = curve.Name,
            ["x"] = PlotlyLayout.Numbers(curve.Points.Select(p => p.X)), ["y"] = PlotlyLayout.Numbers(curve.Points.Select(p => p.Y)),
            ["marker"] = new JsonObject { ["color"] = layout.Colour(curve.Look.Paint), ["symbol"] = PlotlyLayout.Symbol(curve.Look, measured), ["size"] = curve.Points.Count > 300 ? 4 : 8 },
        };
        if (curve.HasIntervals)
            trace["error_y"] = ErrorBars(curve.Points, layout.Colour(curve.Look.Paint));
        return trace;
    }

    /// <summary>The intervals as Plotly's distances from the value.</summary>
    public static JsonObject ErrorBars(IEnumerable<Sample> points, string colour) => new()
    {
        ["type"] = "data", ["symmetric"] = false, ["thickness"] = 1.25, ["width"] = 3.5, ["color"] = colour,
        ["array"] = PlotlyLayout.Numbers(points.Select(p => p.Low < p.High ? p.High - p.Y : double.NaN)),
        ["arrayminus"] = PlotlyLayout.Numbers(points.Select(p => p.Low < p.High ? p.Y - p.Low : double.NaN)),
    };

    private static JsonObject Histogram(Curve curve, PlotlyLayout layout) => new()
    {
        ["type"] = "bar", ["name"] = PlotlyLayout.Name(curve.Name),
        ["x"] = PlotlyLayout.Numbers(curve.Points.Select(p => p.X)), ["y"] = PlotlyLayout.Numbers(curve.Points.Select(p => p.Y)),
        ["width"] = PlotlyLayout.Numbers(curve.Points.Select((_, i) => curve.Edges[i + 1] - curve.Edges[i])),
        ["marker"] = new JsonObject { ["color"] = layout.Colour(curve.Look.Paint), ["opacity"] = 0.75, ["line"] = new JsonObject { ["color"] = layout.Colour(Paint.Card), ["width"] = 1 } },
    };

    private static List<Sample> Distribution(Curve curve, XyModel model)
    {
        var every = Math.Max(1, curve.Values.Length / Columns);
        var points = curve.Points.Where((_, i) => i % every == 0 || i == curve.Points.Count - 1);
        return curve.Points.Count == 0 ? [] : [new(model.X.Low, 0), .. points, new(model.X.High, 100)];
    }

    private static IEnumerable<JsonObject> Quantiles(Curve curve, XyModel model, PlotlyLayout layout)
    {
        double[] shares = [0.5, 0.95, 0.99];
        if (curve.Values.Length == 0)
            yield break;
        var unit = AxisText.UnitAfter(model.Data.X, model.XTime);
        yield return new JsonObject
        {
            ["type"] = "scatter", ["mode"] = "markers", ["name"] = PlotlyLayout.Name(curve.Name), ["legendgroup"] = curve.Name, ["showlegend"] = false,
            ["x"] = PlotlyLayout.Numbers(shares.Select(curve.Quantile)), ["y"] = PlotlyLayout.Numbers(shares.Select(s => 100 * s)),
            ["hovertext"] = PlotlyLayout.Texts(shares.Select(s => PlotlyLayout.Plain($"{curve.Name}, p{100 * s:0}: {Numbers.Text(curve.Quantile(s))}{unit}"))), ["hovertemplate"] = "%{hovertext}<extra></extra>", ["meta"] = PlotlyLayout.Texts([PlotlyLayout.PercentileHead]),
            ["marker"] = new JsonObject { ["color"] = layout.Colour(curve.Look.Paint), ["symbol"] = PlotlyLayout.Symbol(curve.Look), ["size"] = 9, ["line"] = new JsonObject { ["color"] = layout.Colour(Paint.Card), ["width"] = 1.25 } },
        };
    }

    private static IReadOnlyList<Sample> Reduced(Curve curve, XyModel model)
    {
        if (curve.Points.Count <= 2 * Columns || curve.Points.Any(p => double.IsNaN(p.Y)))
            return curve.Points;
        var pixels = curve.Points.Select(p => (model.X.Share(p.X) * Columns, p.Y)).ToList();
        return [.. Geometry.Reduce(pixels, 2 * Columns, 1).Select(p => new Sample(model.X.At(p.X / Columns), p.Y))];
    }

    private static JsonObject? Annotation(Note note, XyModel model, PlotlyLayout layout)
    {
        var (x, y) = model.Place(note);
        if (!double.IsFinite(x) || !double.IsFinite(y) || (model.X.IsLog && x <= 0) || (model.Y.IsLog && y <= 0))
            return null;
        return layout.Remark(note.Text, model.X.IsLog ? Math.Log10(x) : x, model.Y.IsLog ? Math.Log10(y) : y, model.X.Share(x), model.Y.Share(y));
    }
}
