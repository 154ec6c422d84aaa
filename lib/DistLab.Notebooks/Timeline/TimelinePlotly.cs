using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;
using static DistLab.Notebooks.Drawing.PlotlyCanvas;

namespace DistLab.Notebooks.Timeline;

/// <summary>The same picture as a Plotly figure: same places, same colours, and each operation's data shown on hovering.</summary>
internal sealed class TimelinePlotly(TimelinePicture picture, TimelineWords words)
{
    private readonly PlotlyCanvas _canvas = new();

    public string Write()
    {
        var data = new JsonArray();
        foreach (var look in picture.Bars.GroupBy(bar => bar.Look).OrderBy(look => look.Key))
        {
            data.Add((JsonNode)Bars(look.Key, [.. look]));
            if (look.Key >= BarLook.Conflict)
                data.Add((JsonNode)Inside(look.Key, [.. look]));
        }
        if (picture.Marks.Count > 0)
            data.Add((JsonNode)Marks());
        var layout = Layout();
        return _canvas.Write(data, layout);
    }

    private JsonObject Bars(BarLook look, List<OperationBar> bars)
    {
        var (x, y, text) = (new JsonArray(), new JsonArray(), new JsonArray());
        foreach (var bar in bars)
        {
            foreach (var at in (double[])[bar.X, bar.Middle, bar.Right])
            {
                x.Add((JsonNode)Tenth(at));
                y.Add((JsonNode)Tenth(bar.Y + (TimelinePicture.BarHeight / 2)));
                text.Add((JsonNode)Hover(bar));
            }
            x.Add(null);
            y.Add(null);
            text.Add(null);
        }
        var (name, paint) = look switch
        {
            BarLook.Offender => ("cannot be explained", Paint.Bad),
            BarLook.Conflict => ("contradicts it", Paint.Ink),
            BarLook.Open => ("no answer", Paint.Axis),
            BarLook.Failed => ("failed", Paint.Grid),
            _ => ("operations", Paint.Sequential(2)),
        };
        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["name"] = name,
            ["x"] = x,
            ["y"] = y,
            ["text"] = text,
            ["hoverinfo"] = "text",
            ["meta"] = Texts("Operation", "Client", "When"),
            ["line"] = new JsonObject { ["color"] = _canvas.Colour(paint), ["width"] = 20 },
            ["showlegend"] = look != BarLook.Returned,
        };
    }

    /// <summary>What leaves of an outlined bar only its outline.</summary>
    private JsonObject Inside(BarLook look, IReadOnlyList<OperationBar> bars) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "lines",
        ["x"] = new JsonArray([.. bars.SelectMany(bar => new JsonNode?[] { Tenth(bar.X + 2), Tenth(Math.Max(bar.X + 2, bar.Right - 2)), null })]),
        ["y"] = new JsonArray([.. bars.SelectMany(bar => new JsonNode?[] { Tenth(bar.Y + (TimelinePicture.BarHeight / 2)), Tenth(bar.Y + (TimelinePicture.BarHeight / 2)), null })]),
        ["hoverinfo"] = "skip",
        ["line"] = new JsonObject { ["color"] = _canvas.Colour(look == BarLook.Offender ? Paint.BadTint : Paint.Sequential(1)), ["width"] = 16 },
        ["showlegend"] = false,
    };

    private JsonObject Marks() => new()
    {
        ["type"] = "scatter",
        ["mode"] = picture.IsNumbered ? "markers+text" : "markers",
        ["name"] = "order",
        ["x"] = new JsonArray([.. picture.Marks.Select(mark => (JsonNode)Tenth(mark.X))]),
        ["y"] = new JsonArray([.. picture.Marks.Select(mark => (JsonNode)Tenth(mark.Y))]),
        ["text"] = new JsonArray([.. picture.Marks.Select(mark => (JsonNode)mark.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))]),
        ["hovertext"] = new JsonArray([.. picture.Marks.Select(mark => (JsonNode)$"Place {mark.Number} in the order<br>{Escape(words.Told(mark.Operation))}<br>{Escape(Held(mark))}")]),
        ["hoverinfo"] = "text",
        ["meta"] = Texts("Place", "Operation", "Then the object holds"),
        ["textfont"] = new JsonObject { ["size"] = 11, ["color"] = _canvas.Colour(Paint.Series(1).Over()) },
        ["marker"] = new JsonObject { ["symbol"] = "circle", ["color"] = _canvas.Colour(Paint.Series(1)), ["size"] = picture.IsNumbered ? 17 : 8 },
        ["showlegend"] = false,
    };

    private string Held(OrderMark mark) => picture.Verdict is { } verdict && verdict.States.Count >= mark.Number ? verdict.States[mark.Number - 1] : "";

    private JsonObject Layout()
    {
        var title = new JsonObject
        {
            ["text"] = $"<b>{Escape(words.Title)}</b><br><span style=\"font-size:12.5px;font-weight:400;color:{_canvas.Colour(Paint.Secondary)}\">{Escape(words.Subtitle)}</span>",
            ["x"] = 0, ["xref"] = "paper", ["xanchor"] = "left",
            ["font"] = new JsonObject { ["size"] = 16, ["color"] = _canvas.Colour(Paint.Ink) },
        };
        var (ticks, unit) = picture.Axis.Ticks(picture.History.HasTimes);
        var xAxis = Axis([.. ticks.Select(tick => tick.X)], [.. ticks.Select(tick => tick.Text)], TimelineAxis.Left - 8, TimelineAxis.Right + 12);
        xAxis["title"] = new JsonObject { ["text"] = unit.Length == 0 ? "Events in their order" : $"Time, {unit}" };
        var lanes = Enumerable.Range(0, picture.Clients.Count).Select(lane => picture.Top + (TimelinePicture.LanePitch * lane) + (TimelinePicture.BarHeight / 2)).ToList();
        var lower = picture.HasStrip ? picture.StripTop + TimelinePicture.StripHeight + 4 : picture.Bottom;
        return new JsonObject
        {
            ["title"] = title,
            ["height"] = Tenth(lower - picture.Top + 230),
            ["margin"] = new JsonObject { ["l"] = 64, ["r"] = 16, ["t"] = 80, ["b"] = 60 },
            ["paper_bgcolor"] = _canvas.Colour(Paint.Card),
            ["plot_bgcolor"] = _canvas.Colour(Paint.Card),
            ["font"] = new JsonObject
            {
                ["family"] = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, sans-serif", ["size"] = 12, ["color"] = _canvas.Colour(Paint.Secondary),
            },
            ["hovermode"] = "closest",
            ["legend"] = new JsonObject { ["orientation"] = "h", ["y"] = -0.15, ["yanchor"] = "top" },
            ["xaxis"] = xAxis,
            ["yaxis"] = Axis(lanes, [.. picture.Clients.Select(picture.Name)], lower, picture.Top - 24 - (32 * picture.Faults.Select(fault => fault.Y).Distinct().Count())),
            ["shapes"] = Shapes(),
            ["annotations"] = new JsonArray([.. Annotations()]),
        };
    }

    private JsonArray Shapes()
    {
        var shapes = new JsonArray();
        foreach (var fault in picture.Faults)
            shapes.Add((JsonNode)_canvas.Rectangle(fault.X, fault.Y, Math.Max(fault.Right, fault.X + 2), picture.LanesBottom + 8, Paint.Tint));
        foreach (var segment in picture.Segments)
            shapes.Add((JsonNode)_canvas.Rectangle(segment.X, picture.StripTop, segment.Right, picture.StripTop + TimelinePicture.StripHeight, Paint.Sequential(segment.Shade)));
        return shapes;
    }

    private IEnumerable<JsonNode> Annotations()
    {
        foreach (var label in picture.Labels)
            yield return Text(label.X, label.Y - (label.Size * 0.35), label.Text, label.Paint, label.Size, "left", label.Bold);
        foreach (var segment in picture.Segments.Where(segment => segment.Text.Length > 0))
            yield return Text((segment.X + segment.Right) / 2, picture.StripTop + (TimelinePicture.StripHeight / 2), segment.Text, Paint.Sequential(segment.Shade).Over(), 12, "center", true);
        foreach (var fault in picture.Faults)
            yield return Text(fault.X, fault.Y - 8, fault.Span.Label, Paint.Bad, 11.5, "left", false);
        for (var line = 0; line < picture.Why.Count; line++)
            yield return Text(picture.WhyX, picture.LanesBottom + 16 + (15 * line), picture.Why[line], Paint.Bad, 12, "center", true);
    }

    private JsonObject Text(double x, double y, string text, Paint paint, double size, string anchor, bool isBold) => new()
    {
        ["text"] = isBold ? $"<b>{Escape(text)}</b>" : Escape(text),
        ["x"] = Tenth(x),
        ["y"] = Tenth(y),
        ["xanchor"] = anchor,
        ["yanchor"] = "middle",
        ["showarrow"] = false,
        ["borderpad"] = 0,
        ["font"] = new JsonObject { ["size"] = size, ["color"] = _canvas.Colour(paint.ForText()) },
    };

    private string Hover(OperationBar bar)
    {
        var operation = picture.History[bar.Operation];
        var told = words.Told(bar.Operation);
        return $"{Escape(operation.ToString())}<br>{Escape(picture.Name(operation.Client))}<br>{Escape(told[(told.LastIndexOf(", ", StringComparison.Ordinal) + 2)..])}";
    }

    private static JsonArray Texts(params string[] texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
