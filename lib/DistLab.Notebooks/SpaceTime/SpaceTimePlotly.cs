using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Plots;
using static DistLab.Notebooks.Drawing.PlotlyCanvas;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>
/// The same picture as a Plotly figure: same places, same colours, and what is too much to print shown on hovering.
/// Heights are those of the static one, so that time stretches alike; the axis's labels tell the time.
/// </summary>
internal sealed class SpaceTimePlotly(Picture picture)
{
    /// <summary>What the lines of a hover label are, for a table of them.</summary>
    private static readonly string[] MessageHeads = ["Message", "From → to", "When", "Content"];
    private static readonly string[] StateHeads = ["State", "Node", "When"];
    private static readonly string[] EventHeads = ["Node and time", "What happened", "Clock"];

    private readonly PlotlyCanvas _canvas = new();

    public string Write(string title, string? subtitle)
    {
        var data = new JsonArray();
        data.Add((JsonNode)Trace("lifelines", Lines(picture.Lifelines.Where(line => !line.IsCrooked).Select(line => ((line.X, line.From), (line.X, line.To)))), Paint.Axis, 1.5, "skip"));
        if (picture.Lifelines.Exists(line => line.IsCrooked))
            data.Add((JsonNode)Trace("Byzantine", picture.Lifelines.Where(line => line.IsCrooked).Select(line => SvgPath.ZigzagPoints(line.X, line.From, line.To)), Paint.Secondary, 1.5, "skip"));
        foreach (var bars in picture.Bars.GroupBy(bar => bar.Span.Rule).OrderBy(bars => bars.Key))
            data.Add((JsonNode)BarTrace(bars.Key, bars));
        var violated = picture.Bars.SelectMany(bar => bar.Violated.Select(part => (Line: ((bar.X, part.From), (bar.X, part.To)), Text: "violation: " + Hover(bar)))).ToList();
        if (violated.Count > 0)
            data.Add((JsonNode)Bars("violation", [.. violated], Paint.Bad));
        foreach (var kind in picture.Arrows.GroupBy(arrow => arrow.Kind).OrderBy(kind => kind.Key))
            data.Add((JsonNode)ArrowTrace(kind.Key, [.. kind]));
        var lost = picture.Arrows.Where(arrow => arrow.End == ArrowEnd.Cross).ToList();
        if (lost.Count > 0)
            data.Add((JsonNode)Marks("lost", lost.Select(arrow => (arrow.Path[^1].X, arrow.Path[^1].Y, Hover(arrow))), "x", Paint.Bad, 8, MessageHeads));
        var corrupted = picture.Arrows.Where(arrow => arrow.Corruption is not null).ToList();
        if (corrupted.Count > 0)
            data.Add((JsonNode)Marks("corrupted", corrupted.Select(arrow => (arrow.Corruption!.Value.X, arrow.Corruption.Value.Y, Hover(arrow))), "diamond", Paint.Ink, 8, MessageHeads));
        AddMarks(data, "events", point => point is { Crashes: false, Restarts: false }, "circle", Paint.Ink, 6);
        AddMarks(data, "restarts", point => point.Restarts, "circle-open", Paint.Ink, 8);
        AddMarks(data, "crashes", point => point.Crashes, "x", Paint.Bad, 11);
        return _canvas.Write(data, Layout(title, subtitle));
    }

    private void AddMarks(JsonArray data, string name, Predicate<EventPoint> which, string symbol, Paint paint, int size)
    {
        var points = picture.Points.FindAll(which);
        if (points.Count > 0)
            data.Add((JsonNode)Marks(name, points.Select(point => (point.X, point.Y, Hover(point))), symbol, paint, size, EventHeads));
    }

    private JsonObject ArrowTrace(int kind, List<Arrow> arrows)
    {
        var trace = Trace(picture.Kinds.Names[kind], arrows.Select(arrow => arrow.Path), MessageKinds.PaintOf(kind), 1.4, "text");
        trace["mode"] = "lines+markers";
        trace["showlegend"] = true;
        trace["text"] = PerPoint(arrows, arrow => arrow.Path.Select(_ => (JsonNode?)Hover(arrow)));
        trace["meta"] = PlotlyLayout.Texts(MessageHeads);
        trace["marker"] = new JsonObject
        {
            ["symbol"] = "arrow",
            ["opacity"] = 1,
            ["line"] = new JsonObject { ["width"] = 0 },
            ["angleref"] = "previous",
            ["color"] = _canvas.Colour(MessageKinds.PaintOf(kind)),
            ["size"] = PerPoint(arrows, arrow => arrow.Path.Select((_, i) => (JsonNode?)(i == arrow.Path.Count - 1 && arrow.End == ArrowEnd.Head ? 9 : 0))),
        };
        return trace;
    }

    private JsonObject BarTrace(int rule, IEnumerable<BarBox> bars)
    {
        var trace = Bars(picture.Options.Bars[rule].Label, [.. bars.Select(bar => (((bar.X, bar.From), (bar.X, bar.To)), Hover(bar)))], MessageKinds.PaintOfBar(rule));
        trace["showlegend"] = true;
        return trace;
    }

    private JsonObject Bars(string name, List<(((double X, double Y) From, (double X, double Y) To) Line, string Text)> bars, Paint paint)
    {
        var trace = Trace(name, Lines(bars.Select(bar => bar.Line)), paint, 10, "text");
        trace["text"] = new JsonArray([.. bars.SelectMany(bar => new JsonNode?[] { bar.Text, bar.Text, null })]);
        trace["meta"] = PlotlyLayout.Texts(StateHeads);
        return trace;
    }

    private JsonObject Trace(string name, IEnumerable<IReadOnlyList<(double X, double Y)>> lines, Paint paint, double width, string hover)
    {
        var (x, y) = (new JsonArray(), new JsonArray());
        foreach (var line in lines)
        {
            foreach (var point in line)
            {
                x.Add((JsonNode)Tenth(point.X));
                y.Add((JsonNode)Tenth(point.Y));
            }
            x.Add(null);
            y.Add(null);
        }
        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["name"] = name,
            ["x"] = x,
            ["y"] = y,
            ["line"] = new JsonObject { ["color"] = _canvas.Colour(paint), ["width"] = width },
            ["hoverinfo"] = hover,
            ["showlegend"] = false,
        };
    }

    private JsonObject Marks(string name, IEnumerable<(double X, double Y, string Text)> marks, string symbol, Paint paint, int size, IEnumerable<string> heads)
    {
        var all = marks.ToList();
        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "markers",
            ["name"] = name,
            ["x"] = new JsonArray([.. all.Select(mark => (JsonNode)Tenth(mark.X))]),
            ["y"] = new JsonArray([.. all.Select(mark => (JsonNode)Tenth(mark.Y))]),
            ["text"] = new JsonArray([.. all.Select(mark => (JsonNode)mark.Text)]),
            ["hoverinfo"] = "text",
            ["meta"] = PlotlyLayout.Texts(heads),
            ["marker"] = new JsonObject { ["symbol"] = symbol, ["color"] = _canvas.Colour(paint), ["size"] = size },
            ["showlegend"] = name is "lost" or "corrupted",
        };
    }

    private JsonObject Layout(string title, string? subtitle)
    {
        var ticks = TimeTicks.For(picture);
        var second = string.IsNullOrWhiteSpace(subtitle) ? "" : $"<br><span style=\"font-size:12.5px;font-weight:400;color:{_canvas.Colour(Paint.Secondary)}\">{Escape(subtitle)}</span>";
        var text = new JsonObject
        {
            ["text"] = $"<b>{Escape(title)}</b>{second}", ["x"] = 0, ["xref"] = "paper", ["xanchor"] = "left",
            ["font"] = new JsonObject { ["size"] = 16, ["color"] = _canvas.Colour(Paint.Ink) },
        };
        return new JsonObject
        {
            ["title"] = text,
            ["height"] = Tenth(picture.Bottom - picture.Top + 190),
            ["margin"] = new JsonObject { ["l"] = 64, ["r"] = 16, ["t"] = 110, ["b"] = 40 },
            ["paper_bgcolor"] = _canvas.Colour(Paint.Card),
            ["plot_bgcolor"] = _canvas.Colour(Paint.Card),
            ["font"] = new JsonObject
            {
                ["family"] = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, sans-serif", ["size"] = 12, ["color"] = _canvas.Colour(Paint.Secondary),
            },
            ["hovermode"] = "closest",
            ["legend"] = new JsonObject { ["orientation"] = "h", ["y"] = 0, ["yanchor"] = "top" },
            ["xaxis"] = Axis([.. picture.Columns.X], picture.Columns.Names, Frame.LeftEdge, Frame.RightEdge, "top"),
            ["yaxis"] = Axis([.. ticks.Marks.Select(mark => mark.Y)], [.. ticks.Marks.Select(mark => mark.Text)], picture.Bottom, picture.Top - 8, "left"),
            ["shapes"] = Shapes(),
            ["annotations"] = Annotations(ticks.Unit),
        };
    }

    private JsonArray Shapes()
    {
        var shapes = new JsonArray();
        foreach (var side in picture.Sides)
            shapes.Add((JsonNode)_canvas.Rectangle(side.X, side.Y, side.X + side.Width, side.Y + side.Height, Paint.Tint));
        foreach (var strip in picture.Strips)
            shapes.Add((JsonNode)_canvas.Rectangle(strip.X - 3, strip.From, strip.X + 3, strip.To, Paint.Axis));
        foreach (var strip in picture.LinkCuts)
            shapes.Add((JsonNode)_canvas.Rectangle(strip.X - 2, strip.From, strip.X + 2, strip.To, Paint.Axis));
        foreach (var box in picture.Conditions.Where(box => box.Condition.Kind != ConditionKind.Byzantine))
            shapes.Add((JsonNode)_canvas.Rectangle(box.X - 6, box.From, box.X + 6, box.To, box.Condition.Kind == ConditionKind.Paused ? Paint.Axis : Paint.Grid));
        foreach (var band in picture.Bands)
            shapes.Add((JsonNode)_canvas.Rectangle(band.X, band.From, band.X + band.Width, band.To, Paint.BadTint));
        return shapes;
    }

    private JsonArray Annotations(string unit)
    {
        var axisTitle = new JsonObject
        {
            ["text"] = $"Time, {unit}", ["xref"] = "paper", ["yref"] = "paper", ["x"] = 0, ["y"] = 1, ["xanchor"] = "right", ["yanchor"] = "bottom",
            ["showarrow"] = false, ["font"] = new JsonObject { ["size"] = 11.5, ["color"] = _canvas.Colour(Paint.Secondary) },
        };
        return [axisTitle, .. Labels()];
    }

    private IEnumerable<JsonNode> Labels() => picture.Labels.Select(label => (JsonNode)new JsonObject
    {
        ["text"] = label.Bold ? $"<b>{Escape(label.Text)}</b>" : Escape(label.Text),
        ["x"] = Tenth(label.X),
        ["y"] = Tenth(label.Y - (label.Size * 0.35)),
        ["xanchor"] = label.Anchor switch { Anchor.Start => "left", Anchor.End => "right", _ => "center" },
        ["yanchor"] = "middle",
        ["showarrow"] = false,
        ["borderpad"] = 0,
        ["bgcolor"] = label.Halo is { } halo ? _canvas.Colour(halo) : null,
        ["font"] = new JsonObject { ["size"] = label.Size, ["color"] = _canvas.Colour(label.Paint.ForText()) },
    });

    private string Hover(Arrow arrow)
    {
        var flight = arrow.Flight;
        var sent = flight.SentAt is { } at ? $"sent {At(at)}" : "sent before";
        var ended = flight.Fate switch { Fate.Delivered => $"received {At(flight.EndAt)}", Fate.Lost => $"lost {At(flight.EndAt)}", _ => "in flight" };
        var from = flight.From < 0 ? "outside" : Name(flight.From);
        return $"{Escape(arrow.Text)}<br>{Escape(from)} → {Escape(Name(flight.To))}<br>{sent}, {ended}<br>{Escape(flight.Content?.ToString() ?? "")}";
    }

    private string Hover(BarBox bar)
    {
        var (from, to) = (bar.Span.From is { } begin ? At(begin) : "before", bar.Span.To is { } end ? At(end) : "the end");
        return $"{Escape(picture.Options.Bars[bar.Span.Rule].Label)}<br>{Escape(Name(bar.Span.Node))}<br>{from} to {to}";
    }

    private string Hover(EventPoint point)
    {
        var did = point.Steps.SelectMany(step => Acts(step)).Distinct();
        var clock = point.Steps.Where(step => step.Lamport > 0).Select(step => step.Lamport).DefaultIfEmpty(0).Max();
        return $"{Escape(Name(point.Node))}, {At(point.At)}<br>{Escape(string.Join(", ", did))}{(clock == 0 ? "" : $"<br>Lamport clock {clock}")}";
    }

    private static IEnumerable<string> Acts(Step step)
    {
        if (step.Trigger is Simulation.TraceKind.Crash or Simulation.TraceKind.Restart)
            yield return ContentText.Kind(step.Trigger);
        if (step.Receives)
            yield return "receives";
        if (step.Timer is { } timer)
            yield return $"timer {timer}";
        foreach (var act in step.Local.Concat(step.Moved))
            yield return act;
        if (step.Sends)
            yield return "sends";
    }

    private static IEnumerable<IReadOnlyList<(double X, double Y)>> Lines(IEnumerable<((double X, double Y) From, (double X, double Y) To)> lines) =>
        lines.Select(line => (IReadOnlyList<(double X, double Y)>)[line.From, line.To]);

    /// <summary>A value for every point, with a gap after each line, as the coordinates have.</summary>
    private static JsonArray PerPoint(IEnumerable<Arrow> arrows, Func<Arrow, IEnumerable<JsonNode?>> values) =>
        [.. arrows.SelectMany(arrow => values(arrow).Append(null))];

    private string Name(int node) => picture.Columns.Names[picture.Columns.Column(node)];

    private string At(long at) => TimeTicks.Text(at, picture.Window.To - picture.Window.From);
}
