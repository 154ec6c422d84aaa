using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>A figure of boxes, one for each sample.</summary>
internal sealed class BoxPlot(FigureData data) : IPlot
{
    private const double GuessedWidth = 640;
    private const int MostBoxes = 6;
    private readonly BoxModel model = BoxModel.From(data);

    public string Description => data.Description ?? Describe();

    public SvgCanvas Draw()
    {
        var axis = new CategoryAxis([.. model.Boxes.Select(b => b.Name)], GuessedWidth);
        var frame = new PlotFrame(data, model.Footer, model.Y, model.XTitle, model.YTitle, [], extraBottom: axis.ExtraHeight);
        var canvas = frame.Begin(data.Title, Description);
        axis.Draw(canvas, frame);
        if (!model.HasData)
            canvas.Text((frame.Left + frame.Right) / 2, (frame.Top + frame.Bottom) / 2, "no data", 14, Paint.Muted, Anchor.Middle, halo: Paint.Card);
        var width = Math.Clamp(frame.Width / Math.Max(1, model.Boxes.Count) * 0.5, 3, 64);
        var ink = new List<(double X, double Y)>();
        for (var i = 0; i < model.Boxes.Count; i++)
        {
            if (model.Boxes[i].Count > 0)
                DrawBox(canvas, frame, model.Boxes[i], axis.Centre(frame, i), width, ink);
        }
        DrawNotes(canvas, frame, axis, ink);
        return canvas;
    }

    /// <summary>
    /// plotly.js-basic has no boxes: a bar from the first to the third quartile, and a point at the median whose error bars are the whiskers.
    /// </summary>
    public JsonObject ToPlotly()
    {
        var layout = new PlotlyLayout();
        var traces = new List<JsonObject>();
        for (var i = 0; i < model.Boxes.Count; i++)
        {
            if (model.Boxes[i].Count > 0)
                traces.AddRange(Traces(model.Boxes[i], i, layout));
        }
        var notes = data.Notes.Where(n => IndexOf(n) >= 0).Select(n => layout.Remark(n.Text, IndexOf(n), model.Y.IsLog ? Math.Log10(Height(n)) : Height(n), (IndexOf(n) + 0.5) / model.Boxes.Count, model.Y.Share(Height(n))));
        return layout.Figure(data, model.Footer, traces, layout.Categories([.. model.Boxes.Select(b => b.Name)], model.XTitle, legend: 0), layout.Axis(model.Y, model.YTitle, isX: false), model.YTitle, legend: false, notes);
    }

    private static void DrawBox(SvgCanvas canvas, PlotFrame frame, BoxRow box, double x, double width, List<(double X, double Y)> ink)
    {
        double Y(double value) => Math.Clamp(frame.Y(value), frame.Top, frame.Bottom);
        var (left, right, cap) = (x - (width / 2), x + (width / 2), Math.Min(8, width / 4));
        canvas.Path(SvgPath.Line(x, Y(box.Low), x, Y(box.Q1)) + SvgPath.Line(x - cap, Y(box.Low), x + cap, Y(box.Low)) + SvgPath.Line(x, Y(box.Q3), x, Y(box.High)) + SvgPath.Line(x - cap, Y(box.High), x + cap, Y(box.High)), box.Look.Paint, width: 1.25);
        var outline = SvgPath.Poly([(left, Y(box.Q1)), (left, Y(box.Q3)), (right, Y(box.Q3)), (right, Y(box.Q1))], close: true);
        canvas.Path(outline, fill: box.Look.Paint, opacity: 0.22);
        canvas.Path(outline, box.Look.Paint, width: 1.5);
        canvas.Line(left, Y(box.Median), right, Y(box.Median), box.Look.Paint, 2.75);
        canvas.Layer();
        var seen = new HashSet<int>();
        foreach (var y in box.Outliers.Select(Y).Where(y => seen.Add((int)y)))
        {
            canvas.Dot(x, y, 2.2, Paint.Card, box.Look.Paint, 1.25);
            ink.Add((x, y));
        }
        for (var y = Y(box.High); y <= Y(box.Low); y += 6)
            ink.AddRange([(left, y), (x, y), (right, y)]);
        var label = Numbers.Text(box.Median);
        if (width >= 18 && right + 6 + TextMetrics.Width(label, 11) < x + (frame.Width / 2))
        {
            canvas.Text(right + 6, Y(box.Median) + 4, label, 11, Paint.Secondary, halo: Paint.Card);
            ink.Add((right + 12, Y(box.Median)));
        }
    }

    private void DrawNotes(SvgCanvas canvas, PlotFrame frame, CategoryAxis axis, List<(double X, double Y)> ink)
    {
        var placer = new NotePlacer(frame, ink);
        foreach (var note in data.Notes.Where(n => IndexOf(n) >= 0))
            placer.Draw(canvas, axis.Centre(frame, IndexOf(note)), Math.Clamp(frame.Y(Height(note)), frame.Top, frame.Bottom), note.Text);
    }

    private int IndexOf(Note note) => model.Boxes.ToList().FindIndex(b => b.Name == (note.Category ?? CategoryText.Of(note.X.Value)));

    private double Height(Note note) => note.Y.Value / (note.Y.IsTime && model.Time is { } t ? t.Nanoseconds : 1);

    private static JsonArray Heads() => PlotlyLayout.Texts(["Sample", "Median", "Quartiles", "Whiskers"]);

    private static IEnumerable<JsonObject> Traces(BoxRow box, int at, PlotlyLayout layout)
    {
        var colour = layout.Colour(box.Look.Paint);
        var hover = $"{PlotlyLayout.Plain(box.Name)}<br>median {Numbers.Text(box.Median)}<br>quartiles {Numbers.Text(box.Q1)} and {Numbers.Text(box.Q3)}<br>whiskers {Numbers.Text(box.Low)} and {Numbers.Text(box.High)}<extra></extra>";
        JsonArray X(int count) => PlotlyLayout.Numbers(Enumerable.Repeat((double)at, count));
        yield return new JsonObject
        {
            ["type"] = "bar", ["name"] = PlotlyLayout.Plain(box.Name), ["x"] = X(1), ["base"] = PlotlyLayout.Numbers([box.Q1]), ["y"] = PlotlyLayout.Numbers([box.Q3 - box.Q1]), ["width"] = 0.5, ["hovertemplate"] = hover, ["meta"] = Heads(),
            ["marker"] = new JsonObject { ["color"] = layout.Colour(box.Look.Paint, 0.22), ["line"] = new JsonObject { ["color"] = colour, ["width"] = 1.5 } },
        };
        yield return new JsonObject
        {
            ["type"] = "scatter", ["mode"] = "markers", ["name"] = PlotlyLayout.Plain(box.Name), ["x"] = X(1), ["y"] = PlotlyLayout.Numbers([box.Median]), ["hovertemplate"] = hover, ["meta"] = Heads(),
            ["marker"] = new JsonObject { ["symbol"] = "line-ew-open", ["size"] = 30, ["color"] = colour, ["line"] = new JsonObject { ["width"] = 2.75, ["color"] = colour } },
            ["error_y"] = XyPlotly.ErrorBars([new Sample(at, box.Median, box.Low, box.High)], colour),
        };
        if (box.Outliers.Count > 0)
        {
            var some = box.Outliers.Where((_, i) => i % Math.Max(1, box.Outliers.Count / 500) == 0).ToList();
            yield return new JsonObject
            {
                ["type"] = "scatter", ["mode"] = "markers", ["name"] = PlotlyLayout.Plain(box.Name), ["x"] = X(some.Count), ["y"] = PlotlyLayout.Numbers(some),
                ["marker"] = new JsonObject { ["symbol"] = "circle-open", ["size"] = 5, ["color"] = colour },
            };
        }
    }

    private string Describe()
    {
        if (!model.HasData)
            return "Box plot without data.";
        var shown = model.Boxes.Where(b => b.Count > 0).ToList();
        var boxes = shown.Take(MostBoxes).Select(b => $"{b.Name}: {Numbers.Text(b.Count)} values, median {Numbers.Text(b.Median)}, quartiles {Numbers.Text(b.Q1)} and {Numbers.Text(b.Q3)}, whiskers {Numbers.Text(b.Low)} and {Numbers.Text(b.High)}, {b.Outliers.Count} beyond");
        return $"Box plot{(model.YTitle is null ? "" : " of " + model.YTitle)}. {string.Join("; ", boxes)}{(shown.Count > MostBoxes ? $"; {shown.Count - MostBoxes} more" : "")}.";
    }
}
