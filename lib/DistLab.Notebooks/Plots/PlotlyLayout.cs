using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>What all Plotly renderings share.</summary>
/// <remarks>
/// Only trace types of plotly.js-basic (scatter, bar, pie) are used. Colours are those of the light card; <c>layout.meta.dark</c>
/// maps each to its dark twin, so that a page can switch themes by replacing strings.
/// </remarks>
internal sealed class PlotlyLayout
{
    private readonly SortedDictionary<string, string> dark = new(StringComparer.Ordinal);

    /// <summary>A colour as Plotly takes it, with an opacity as a fourth byte.</summary>
    public string Colour(Paint paint, double opacity = 1)
    {
        dark[Palette.Light(paint)] = Palette.Dark(paint);
        return Palette.Light(paint) + (opacity < 1 ? ((int)Math.Round(opacity * 255)).ToString("X2", System.Globalization.CultureInfo.InvariantCulture) : "");
    }

    /// <summary>The symbol that stands for a series' marker.</summary>
    public static string Symbol(Look look, bool hollow = false)
    {
        string[] symbols = ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "hexagon", "line-ew"];
        var symbol = symbols[(look.Marker - 1) % symbols.Length];
        return hollow || look.IsHollow || symbol == "line-ew" ? symbol + "-open" : symbol;
    }

    /// <summary>A text in which Plotly finds no markup of its own.</summary>
    public static string Plain(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A text broken where the card ends.</summary>
    private static string Lines(string text, double size, double width = 640, int most = 2) =>
        string.Join("<br>", TextMetrics.Wrap(text, width, size, size >= 16, most).Select(Plain));

    /// <summary>A name for the legend, which takes its room from the plot.</summary>
    public static string Name(string text) => Plain(TextMetrics.Shorten(text, 200, 12));

    /// <summary>An array of numbers; what is no number becomes a gap.</summary>
    public static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(v => double.IsFinite(v) ? JsonValue.Create(v) : null)]);

    /// <summary>An array of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode?)JsonValue.Create(v))]);

    public JsonObject Axis(Scale scale, string? title, bool isX)
    {
        double End(double value) => scale.IsLog ? Math.Log10(value) : value;
        return new JsonObject
        {
            ["title"] = title is null || !isX ? null : new JsonObject { ["text"] = Plain(title), ["standoff"] = 6 },
            ["type"] = scale.IsLog ? "log" : "linear",
            ["range"] = Numbers([End(scale.Low), End(scale.High)]),
            ["tickvals"] = Numbers(scale.Ticks),
            ["ticktext"] = Texts(scale.Labels),
            ["showgrid"] = !isX || scale.IsLog,
            ["gridcolor"] = Colour(Paint.Grid),
            ["zeroline"] = !isX,
            ["zerolinecolor"] = Colour(Paint.Axis),
            ["linecolor"] = Colour(Paint.Axis),
            ["showline"] = isX,
            ["ticks"] = isX ? "outside" : "",
            ["tickcolor"] = Colour(Paint.Axis),
            ["automargin"] = true,
        };
    }

    /// <summary>A remark with a leader, towards the middle of the plot so that it stays inside.</summary>
    public JsonObject Remark(string text, double x, double y, double shareX, double shareY) => new()
    {
        ["text"] = string.Join("<br>", TextMetrics.Wrap(text, 190, 12, maxLines: 4).Select(Plain)), ["x"] = x, ["y"] = y, ["showarrow"] = true, ["arrowhead"] = 0, ["arrowwidth"] = 1, ["arrowcolor"] = Colour(Paint.Muted),
        ["ax"] = shareX > 0.5 ? -50 : 50, ["ay"] = shareY > 0.6 ? 56 : -44, ["font"] = new JsonObject { ["color"] = Colour(Paint.Secondary) },
    };

    /// <summary>An axis whose ticks are categories at 0, 1, 2 …</summary>
    public JsonObject Categories(IReadOnlyList<string> names, string? title) => new()
    {
        ["title"] = title is null ? null : new JsonObject { ["text"] = Plain(title), ["standoff"] = 6 },
        ["type"] = "linear",
        ["range"] = Numbers([-0.6, names.Count - 0.4]),
        ["tickvals"] = Numbers(Enumerable.Range(0, names.Count).Select(i => (double)i)),
        ["ticktext"] = Texts(names.Select(n => Lines(n, 12, Math.Max(40, 520.0 / names.Count)))),
        ["tickangle"] = 0,
        ["showgrid"] = false,
        ["zeroline"] = false,
        ["showline"] = true,
        ["linecolor"] = Colour(Paint.Axis),
        ["automargin"] = true,
    };

    /// <summary>The complete figure.</summary>
    public JsonObject Figure(FigureData data, string? footer, IEnumerable<JsonObject> traces, JsonObject x, JsonObject y, string? yTitle, bool legend, IEnumerable<JsonObject>? annotations = null, IEnumerable<JsonObject>? shapes = null)
    {
        // The colours that traces use are known only once each has been made.
        var made = new JsonArray([.. traces]);
        var subtitle = string.IsNullOrWhiteSpace(data.Subtitle) ? "" : $"<br><span style=\"font-size:12.5px;font-weight:400;color:{Colour(Paint.Secondary)}\">{Lines(data.Subtitle, 12.5)}</span>";
        var title = Lines(data.Title, 16);
        var rows = (title + subtitle).Split("<br>").Length;
        var notes = new JsonArray([.. annotations ?? []]);
        if (!string.IsNullOrWhiteSpace(footer))
        {
            notes.Add(new JsonObject
            {
                ["text"] = Lines(footer, 11, most: 3), ["xref"] = "paper", ["yref"] = "paper", ["x"] = 0, ["y"] = 0, ["xanchor"] = "left", ["yanchor"] = "top", ["yshift"] = -58,
                ["align"] = "left", ["showarrow"] = false, ["font"] = new JsonObject { ["size"] = 11, ["color"] = Colour(Paint.Muted) },
            });
        }
        if (yTitle is not null)
        {
            notes.Add(new JsonObject
            {
                ["text"] = Plain(yTitle), ["xref"] = "paper", ["yref"] = "paper", ["x"] = 0, ["y"] = 1, ["xanchor"] = "left", ["yanchor"] = "bottom", ["yshift"] = 8,
                ["showarrow"] = false, ["font"] = new JsonObject { ["size"] = 12, ["color"] = Colour(Paint.Secondary) },
            });
        }
        var layout = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = $"<b>{title}</b>{subtitle}", ["x"] = 0, ["xref"] = "paper", ["xanchor"] = "left", ["y"] = 0.96, ["yref"] = "container", ["yanchor"] = "top", ["font"] = new JsonObject { ["size"] = 16, ["color"] = Colour(Paint.Ink) } },
            ["paper_bgcolor"] = Colour(Paint.Card),
            ["plot_bgcolor"] = Colour(Paint.Card),
            ["font"] = new JsonObject { ["family"] = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, sans-serif", ["size"] = 12, ["color"] = Colour(Paint.Muted) },
            ["height"] = 420,
            ["margin"] = new JsonObject { ["l"] = 60, ["r"] = 24, ["t"] = rows <= 2 ? 96 : 96 + (18 * (rows - 2)), ["b"] = string.IsNullOrWhiteSpace(footer) ? 56 : 84 },
            ["hovermode"] = "closest",
            ["barmode"] = "overlay",
            ["showlegend"] = legend,
            ["legend"] = new JsonObject { ["x"] = 1.01, ["xanchor"] = "left", ["y"] = 1, ["yanchor"] = "top", ["tracegroupgap"] = 0 },
            ["xaxis"] = x,
            ["yaxis"] = y,
            ["annotations"] = notes,
            ["shapes"] = new JsonArray([.. shapes ?? []]),
        };
        var map = new JsonObject();
        foreach (var (from, to) in dark)
            map[from] = to;
        layout["meta"] = new JsonObject { ["dark"] = map };
        return new JsonObject
        {
            ["data"] = made,
            ["layout"] = layout,
            ["config"] = new JsonObject { ["responsive"] = true, ["displaylogo"] = false, ["displayModeBar"] = false },
        };
    }
}
