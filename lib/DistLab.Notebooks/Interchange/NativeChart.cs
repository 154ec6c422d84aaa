using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Plots;

namespace DistLab.Notebooks.Interchange;

/// <summary>
/// A figure as one would build it by hand with the whole of Plotly: its own boxes, histograms, heat maps and categories, one
/// trace for each series, axes that find their own ticks.
/// </summary>
internal static class NativeChart
{
    public static JsonObject Of(FigureData data)
    {
        var (traces, x, y) = data.Series.FirstOrDefault(s => s is not FunctionSeries) switch
        {
            BarSeries => Bars(data),
            SampleSeries { Style: SampleStyle.Box } => Boxes(data),
            HeatSeries heat => Heat(data, heat),
            _ => Curves(data),
        };
        return new JsonObject { ["data"] = new JsonArray([.. traces]), ["layout"] = Layout(data, x, y) };
    }

    private static (IEnumerable<JsonObject>, JsonObject X, JsonObject Y) Curves(FigureData data)
    {
        var model = XyModel.From(data);
        var histograms = data.Series.OfType<SampleSeries>().Where(s => s.Style == SampleStyle.Histogram).ToDictionary(s => s.Name, StringComparer.Ordinal);
                // Formulas are sampled last, as they are over the range of all others.
        var traces = model.Raw.Concat(model.Curves.Skip(model.Raw.Count)).Select(curve => curve.Style switch
        {
            CurveStyle.Histogram => Histogram(curve, histograms[curve.Name], model),
            CurveStyle.Distribution => Points(curve, "lines", ChartRole.Distribution, "hv"),
            CurveStyle.Step => Points(curve, "lines", null, "hv"),
            CurveStyle.Theory => Points(curve, "lines", ChartRole.Theory, "linear"),
            CurveStyle.Scatter => Points(curve, "markers", null, null),
            CurveStyle.Measured => Points(curve, "markers", ChartRole.Measured, null),
            _ => Points(curve, "lines", null, "linear"),
        });
        var suffix = model.IsDistribution || model.SharesHistogram ? "\u00A0%" : null;
        return (traces, Axis(data.X, model.XTime, null, model.X), Axis(data.Y, model.YTime, model.IsDistribution || model.IsHistogram ? model.YTitle : null, model.Y, suffix));
    }

    private static JsonObject Points(Curve curve, string mode, string? role, string? shape)
    {
        var colour = Palette.Light(curve.Look.Paint);
        var trace = new JsonObject
        {
            ["type"] = "scatter", ["mode"] = mode, ["name"] = PlotlyLayout.Plain(curve.Name), ["x"] = PlotlyLayout.Numbers(curve.Points.Select(p => p.X)), ["y"] = PlotlyLayout.Numbers(curve.Points.Select(p => p.Y)),
            ["marker"] = new JsonObject { ["color"] = colour, ["symbol"] = PlotlyLayout.Symbol(curve.Look, role == ChartRole.Measured) },
        };
        if (shape is not null)
            trace["line"] = new JsonObject { ["color"] = colour, ["shape"] = shape, ["dash"] = role == ChartRole.Theory ? "dash" : "solid" };
        if (role is not null)
            trace["meta"] = role;
        if (curve.HasIntervals)
            trace["error_y"] = XyPlotly.ErrorBars(curve.Points, colour);
        return trace;
    }

    private static JsonObject Histogram(Curve curve, SampleSeries sample, XyModel model)
    {
        var unit = sample.IsTime ? model.XTime!.Value.Nanoseconds : 1;
        var trace = new JsonObject
        {
            ["type"] = "histogram", ["name"] = PlotlyLayout.Plain(curve.Name), ["x"] = PlotlyLayout.Numbers(sample.Values.Select(v => v / unit)), ["opacity"] = 0.75,
            ["marker"] = new JsonObject { ["color"] = Palette.Light(curve.Look.Paint) },
        };
        if (sample.Bins > 0)
            trace["nbinsx"] = sample.Bins;
        if (model.SharesHistogram)
            trace["histnorm"] = "percent";
        if (!model.X.IsLog && curve.Edges.Count > 1)
            trace["xbins"] = new JsonObject { ["start"] = curve.Edges[0], ["end"] = curve.Edges[^1], ["size"] = curve.Edges[1] - curve.Edges[0] };
        return trace;
    }

    private static (IEnumerable<JsonObject>, JsonObject X, JsonObject Y) Bars(FigureData data)
    {
        var model = BarModel.From(data);
        JsonObject Trace(BarRow row, bool theory)
        {
            var colour = Palette.Light(row.Look.Paint);
            var trace = new JsonObject
            {
                ["type"] = theory ? "scatter" : "bar", ["name"] = PlotlyLayout.Plain(row.Name), ["x"] = PlotlyLayout.Texts(model.Categories), ["y"] = PlotlyLayout.Numbers(row.Values.Select(v => v.Y)),
                ["marker"] = theory ? new JsonObject { ["color"] = colour, ["symbol"] = "line-ew-open", ["size"] = 26, ["line"] = new JsonObject { ["width"] = 2, ["color"] = colour } } : new JsonObject { ["color"] = colour },
            };
            if (theory)
                (trace["mode"], trace["meta"]) = ("markers", ChartRole.Theory);
            if (row.Values.Any(v => v.HasInterval))
                trace["error_y"] = XyPlotly.ErrorBars(row.Values, Palette.Light(Paint.Ink));
            return trace;
        }
        var x = Axis(data.X, null, model.XTitle, null);
        (x["type"], x["categoryorder"], x["categoryarray"]) = ("category", "array", PlotlyLayout.Texts(model.Categories));
        return (model.Bars.Select(r => Trace(r, false)).Concat(model.Theory.Select(r => Trace(r, true))), x, Axis(data.Y, model.Time, null, model.Y));
    }

    private static (IEnumerable<JsonObject>, JsonObject X, JsonObject Y) Boxes(FigureData data)
    {
        var model = BoxModel.From(data);
        var traces = data.Series.OfType<SampleSeries>().Zip(model.Boxes, (series, box) => new JsonObject
        {
            ["type"] = "box", ["name"] = PlotlyLayout.Plain(series.Name), ["y"] = PlotlyLayout.Numbers(series.Values.Select(v => v / (series.IsTime ? model.Time!.Value.Nanoseconds : 1))),
            ["quartilemethod"] = "linear", ["marker"] = new JsonObject { ["color"] = Palette.Light(box.Look.Paint) },
        });
        return (traces, Axis(data.X, null, model.XTitle, null), Axis(data.Y, model.Time, null, model.Y));
    }

    private static (IEnumerable<JsonObject>, JsonObject X, JsonObject Y) Heat(FigureData data, HeatSeries heat)
    {
        var time = heat.IsTime ? TimeUnit.Named(data.Y.Unit) ?? TimeUnit.For(heat.Cells.Cast<double>()) : (TimeUnit?)null;
        var rows = Enumerable.Range(0, heat.Rows.Length).Select(r => (JsonNode)PlotlyLayout.Numbers(Enumerable.Range(0, heat.Columns.Length).Select(c => heat.Cells[r, c] / (time?.Nanoseconds ?? 1))));
        var steps = Enumerable.Range(0, Paint.ClassCount).Select(k => (JsonNode)new JsonArray(k / (Paint.ClassCount - 1.0), Palette.Light(Paint.Sequential(k))));
        var bar = new JsonObject();
        if (AxisText.Title(data.Y, time, null, false) is { } title)
            bar["title"] = new JsonObject { ["text"] = PlotlyLayout.Plain(title) };
        if (AxisText.Suffix(data.Y) is { Length: > 0 } after)
            bar["ticksuffix"] = after;
        var trace = new JsonObject
        {
            ["type"] = "heatmap", ["x"] = PlotlyLayout.Texts(heat.Columns), ["y"] = PlotlyLayout.Texts(heat.Rows), ["z"] = new JsonArray([.. rows]), ["colorscale"] = new JsonArray([.. steps]), ["colorbar"] = bar,
        };
        var y = Axis(new AxisWords(), null, null, null);
        (y["type"], y["autorange"]) = ("category", "reversed");
        var x = Axis(data.X, null, data.X.Title, null);
        x["type"] = "category";
        return ([trace], x, y);
    }

    private static JsonObject Axis(AxisWords words, TimeUnit? time, string? fallback, Scale? scale, string? suffix = null)
    {
        var axis = new JsonObject();
        if (AxisText.Title(words, time, fallback, false) is { } title)
            axis["title"] = new JsonObject { ["text"] = PlotlyLayout.Plain(title) };
        if (scale?.IsLog == true)
            axis["type"] = "log";
        if (scale is not null && words.HasRange)
            axis["range"] = scale.IsLog ? PlotlyLayout.Numbers([Math.Log10(scale.Low), Math.Log10(scale.High)]) : PlotlyLayout.Numbers([scale.Low, scale.High]);
        if ((suffix ?? AxisText.Suffix(words)) is { Length: > 0 } after)
            axis["ticksuffix"] = after;
        return axis;
    }

    private static JsonObject Layout(FigureData data, JsonObject x, JsonObject y)
    {
        var subtitle = string.IsNullOrWhiteSpace(data.Subtitle) ? "" : $"<br><span style=\"font-size:13px\">{PlotlyLayout.Plain(data.Subtitle)}</span>";
        var layout = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = PlotlyLayout.Plain(data.Title) + subtitle },
            ["xaxis"] = x,
            ["yaxis"] = y,
            ["showlegend"] = data.Series.Length > 1,
        };
        if (data.Series.Count(s => s is SampleSeries { Style: SampleStyle.Histogram }) > 1)
            layout["barmode"] = "overlay";
        if (!string.IsNullOrWhiteSpace(data.Footer))
            layout["margin"] = new JsonObject { ["b"] = 110 };
        var notes = NativeNotes.Of(data).ToList();
        if (notes.Count > 0)
            layout["annotations"] = new JsonArray([.. notes]);
        var meta = new JsonObject();
        foreach (var (name, text) in new[] { ("interval", data.Interval), ("description", data.Description) })
        {
            if (text is not null)
                meta[name] = text;
        }
        if (data.Ordered)
            meta["ordered"] = true;
        if (meta.Count > 0)
            layout["meta"] = meta;
        return layout;
    }
}
