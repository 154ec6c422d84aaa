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

    /// <summary>An array of numbers; what is no number becomes a gap.</summary>
    public static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(v => double.IsFinite(v) ? JsonValue.Create(v) : null)]);

    /// <summary>An array of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode?)JsonValue.Create(v))]);

    public JsonObject Axis(Scale scale, string? title, bool isX)
    {
        double End(double value) => scale.IsLog ? Math.Log10(value) : value;
        return new JsonObject
        {
            ["title"] = title is null ? null : new JsonObject { ["text"] = Plain(title) },
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

    /// <summary>An axis whose ticks are categories at 0, 1, 2 …</summary>
    public JsonObject Categories(IReadOnlyList<string> names, string? title) => new()
    {
        ["title"] = title is null ? null : new JsonObject { ["text"] = Plain(title) },
        ["type"] = "linear",
        ["range"] = Numbers([-0.6, names.Count - 0.4]),
        ["tickvals"] = Numbers(Enumerable.Range(0, names.Count).Select(i => (double)i)),
        ["ticktext"] = Texts(names.Select(Plain)),
        ["tickangle"] = 0,
        ["showgrid"] = false,
        ["zeroline"] = false,
        ["showline"] = true,
        ["linecolor"] = Colour(Paint.Axis),
        ["automargin"] = true,
    };

    /// <summary>The complete figure.</summary>
    public JsonObject Figure(FigureData data, string? footer, IEnumerable<JsonObject> traces, JsonObject x, JsonObject y, bool legend, IEnumerable<JsonObject>? annotations = null, IEnumerable<JsonObject>? shapes = null)
    {
        // The colours that traces use are known only once each has been made.
        var made = new JsonArray([.. traces]);
        var subtitle = string.IsNullOrWhiteSpace(data.Subtitle) ? "" : $"<br><span style=\"font-size:12.5px;font-weight:400;color:{Colour(Paint.Secondary)}\">{Plain(data.Subtitle)}</span>";
        var notes = new JsonArray([.. annotations ?? []]);
        if (!string.IsNullOrWhiteSpace(footer))
        {
            notes.Add(new JsonObject
            {
                ["text"] = Plain(footer), ["xref"] = "paper", ["yref"] = "paper", ["x"] = 0, ["y"] = 0, ["xanchor"] = "left", ["yanchor"] = "top", ["yshift"] = -44,
                ["align"] = "left", ["showarrow"] = false, ["font"] = new JsonObject { ["size"] = 11, ["color"] = Colour(Paint.Muted) },
            });
        }
        var layout = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = $"<b>{Plain(data.Title)}</b>{subtitle}", ["x"] = 0, ["xref"] = "paper", ["xanchor"] = "left", ["font"] = new JsonObject { ["size"] = 16, ["color"] = Colour(Paint.Ink) } },
            ["paper_bgcolor"] = Colour(Paint.Card),
            ["plot_bgcolor"] = Colour(Paint.Card),
            ["font"] = new JsonObject { ["family"] = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, sans-serif", ["size"] = 12, ["color"] = Colour(Paint.Muted) },
            ["height"] = 420,
            ["margin"] = new JsonObject { ["l"] = 60, ["r"] = 24, ["t"] = 84, ["b"] = 72 },
            ["hovermode"] = "closest",
            ["barmode"] = "overlay",
            ["showlegend"] = legend,
            ["legend"] = new JsonObject { ["orientation"] = "h", ["x"] = 1, ["xanchor"] = "right", ["y"] = 1.02, ["yanchor"] = "bottom" },
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
            ["config"] = new JsonObject { ["responsive"] = true, ["displaylogo"] = false },
        };
    }
}
