using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>What all Plotly renderings share.</summary>
/// <remarks>
/// Only trace types of plotly.js-basic (scatter, bar, pie) are used. Colours are those of the light card; <c>layout.meta.dark</c>
/// maps each to its dark twin, so that a page can switch themes by replacing strings. Where categories stand at 0, 1, 2 …,
/// <c>layout.meta.x</c> and <c>.y</c> name them; a trace whose <c>meta</c> lists heads says with them what the lines of its hover labels are.
/// </remarks>
internal sealed class PlotlyLayout
{
    /// <summary>The names of the texts that stand beside the plot, for who reads the chart back.</summary>
    public const string FooterName = "footer";
    public const string YTitleName = "y title";

    /// <summary>The head of the percentiles that a distribution's marks tell.</summary>
    public const string PercentileHead = "Percentile";

    private readonly SortedDictionary<string, string> dark = new(StringComparer.Ordinal);
    private IReadOnlyList<string> columns = [];
    private IReadOnlyList<string> rows = [];

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

    /// <summary>The width that a legend of these names takes from the plot.</summary>
    public static double LegendWidth(IReadOnlyCollection<string> names) =>
        names.Count <= 1 ? 0 : 56 + names.Max(n => Math.Min(200, TextMetrics.Width(n, 12)));

    /// <summary>An array of numbers; what is no number becomes a gap.</summary>
    public static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(v => double.IsFinite(v) ? JsonValue.Create(v) : null)]);

    /// <summary>An array of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode?)JsonValue.Create(v))]);

    public JsonObject Axis(Scale scale, string? title, bool isX)
    {
        double End(double value) => scale.IsLog ? Math.Log10(value) : value;
        return new JsonObject
        {
            ["title"] = title is null || !isX ? null : new JsonObject { ["text"] = Lines(title, 14, 460, most: 1), ["standoff"] = 6 },
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
        ["text"] = string.Join("<br>", TextMetrics.Wrap(text, 190, 12, maxLines: 4).Select(Plain)), ["x"] = x, ["y"] = y, ["showarrow"] = true, ["arrowhead"] = 0, ["arrowwidth"] = 1, ["arrowcolor"] = Colour(Paint.Muted), ["bgcolor"] = Colour(Paint.Card, 0.85),
        ["ax"] = shareX > 0.3 ? -60 : 60, ["ay"] = shareY > 0.85 ? 56 : -44, ["font"] = new JsonObject { ["color"] = Colour(Paint.Secondary) },
    };

    /// <summary>An x axis whose ticks are categories at 0, 1, 2 …; the legend takes its width from them. Where they are too many, some go without a name.</summary>
    public JsonObject Categories(IReadOnlyList<string> names, string? title, double legend)
    {
        columns = names;
        var room = (620 - legend) / Math.Max(1, names.Count);
        var widest = names.Select(n => TextMetrics.Width(n, 12)).DefaultIfEmpty(0).Max();
        var every = room >= 36 ? 1 : (int)Math.Ceiling(Math.Min(widest + 8, 80) / room);
        return CategoryAxis(names, title, every, n => Lines(n, 12, (room * every) - 4));
    }

    /// <summary>A y axis whose ticks are categories from the top down.</summary>
    public JsonObject Rows(IReadOnlyList<string> names)
    {
        rows = names;
        return CategoryAxis(names, null, Math.Max(1, (int)Math.Ceiling(names.Count / 18.0)), n => Plain(TextMetrics.Shorten(n, 160, 12)));
    }

    private JsonObject CategoryAxis(IReadOnlyList<string> names, string? title, int every, Func<string, string> label)
    {
        var shown = Enumerable.Range(0, names.Count).Where(i => i % every == 0).ToList();
        return new JsonObject
        {
            ["title"] = title is null ? null : new JsonObject { ["text"] = Lines(title, 14, 460, most: 1), ["standoff"] = 6 },
            ["type"] = "linear",
            ["range"] = Numbers([-0.6, names.Count - 0.4]),
            ["tickvals"] = Numbers(shown.Select(i => (double)i)),
            ["ticktext"] = Texts(shown.Select(i => label(names[i]))),
            ["tickangle"] = 0,
            ["showgrid"] = false,
            ["zeroline"] = false,
            ["showline"] = true,
            ["linecolor"] = Colour(Paint.Axis),
            ["automargin"] = true,
        };
    }

    /// <summary>The complete figure.</summary>
    public JsonObject Figure(FigureData data, string? footer, IEnumerable<JsonObject> traces, JsonObject x, JsonObject y, string? yTitle, bool legend, IEnumerable<JsonObject>? annotations = null, IEnumerable<JsonObject>? shapes = null)
    {
        // The colours that traces use are known only once each has been made.
        var made = new JsonArray([.. traces]);
        var subtitle = string.IsNullOrWhiteSpace(data.Subtitle) ? "" : $"<br><span style=\"font-size:12.5px;font-weight:400;color:{Colour(Paint.Secondary)}\">{Lines(data.Subtitle, 12.5)}</span>";
        var title = Lines(data.Title, 16);
        var lines = (title + subtitle).Split("<br>").Length;
        var notes = new JsonArray([.. annotations ?? []]);
        if (!string.IsNullOrWhiteSpace(footer))
        {
            notes.Add(new JsonObject
            {
                ["name"] = FooterName, ["text"] = Lines(footer, 11, most: 3), ["xref"] = "paper", ["yref"] = "paper", ["x"] = 0, ["y"] = 0, ["xanchor"] = "left", ["yanchor"] = "top", ["yshift"] = -58,
                ["align"] = "left", ["showarrow"] = false, ["font"] = new JsonObject { ["size"] = 11, ["color"] = Colour(Paint.Muted) },
            });
        }
        if (yTitle is not null)
        {
            notes.Add(new JsonObject
            {
                ["name"] = YTitleName, ["text"] = Plain(yTitle), ["xref"] = "paper", ["yref"] = "paper", ["x"] = 0, ["y"] = 1, ["xanchor"] = "left", ["yanchor"] = "bottom", ["yshift"] = 16,
                ["showarrow"] = false, ["font"] = new JsonObject { ["size"] = 12, ["color"] = Colour(Paint.Secondary) },
            });
        }
        var layout = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = $"<b>{title}</b>{subtitle}", ["x"] = 0, ["xref"] = "paper", ["xanchor"] = "left", ["y"] = lines > 1 ? 0.93 : 0.96, ["yref"] = "container", ["yanchor"] = "top", ["font"] = new JsonObject { ["size"] = 16, ["color"] = Colour(Paint.Ink) } },
            ["paper_bgcolor"] = Colour(Paint.Card),
            ["plot_bgcolor"] = Colour(Paint.Card),
            ["font"] = new JsonObject { ["family"] = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, sans-serif", ["size"] = 12, ["color"] = Colour(Paint.Muted) },
            ["height"] = 420,
            ["margin"] = new JsonObject { ["l"] = 60, ["r"] = 24, ["t"] = lines <= 2 ? 96 : 96 + (18 * (lines - 2)), ["b"] = string.IsNullOrWhiteSpace(footer) ? 56 : 69 + (15 * Lines(footer, 11, most: 3).Split("<br>").Length) },
            ["hovermode"] = "closest",
            ["barmode"] = "overlay",
            ["uniformtext"] = new JsonObject { ["minsize"] = 10, ["mode"] = "hide" },
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
        var meta = new JsonObject { ["dark"] = map };
        if (columns.Count > 0)
            meta["x"] = Texts(columns);
        if (rows.Count > 0)
            meta["y"] = Texts(rows);
        layout["meta"] = meta;
        return new JsonObject
        {
            ["data"] = made,
            ["layout"] = layout,
            ["config"] = new JsonObject { ["responsive"] = true, ["displaylogo"] = false, ["displayModeBar"] = false },
        };
    }
}
