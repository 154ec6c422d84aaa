using System.Text.Json.Nodes;

namespace DistLab.Notebooks.Drawing;

/// <summary>What figures have in common that are drawn place by place, first as SVG and once more for Plotly.</summary>
internal sealed class PlotlyCanvas
{
    private readonly SortedDictionary<string, string> _dark = new(StringComparer.Ordinal);

    /// <summary>A paint as it is on light pages; its dark twin is noted in <c>layout.meta.dark</c>, so that a page can switch themes.</summary>
    public string Colour(Paint paint)
    {
        _dark[Palette.Light(paint)] = Palette.Dark(paint);
        return Palette.Light(paint);
    }

    public JsonObject Rectangle(double x0, double y0, double x1, double y1, Paint paint) => new()
    {
        ["type"] = "rect",
        ["layer"] = "below",
        ["x0"] = Tenth(x0),
        ["x1"] = Tenth(x1),
        ["y0"] = Tenth(y0),
        ["y1"] = Tenth(y1),
        ["fillcolor"] = Colour(paint),
        ["line"] = new JsonObject { ["width"] = 0 },
    };

    /// <summary>The figure as JSON, with the colours that its data and layout have asked for.</summary>
    public string Write(JsonArray data, JsonObject layout)
    {
        layout["meta"] = new JsonObject { ["dark"] = new JsonObject(_dark.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))) };
        return new JsonObject { ["data"] = data, ["layout"] = layout, ["config"] = new JsonObject { ["responsive"] = true, ["displaylogo"] = false } }.ToJsonString();
    }

    /// <summary>An axis whose labels stand where they are told to.</summary>
    public static JsonObject Axis(IReadOnlyList<double> at, IReadOnlyList<string> texts, double from, double to, string? side = null)
    {
        var axis = new JsonObject
        {
            ["tickvals"] = new JsonArray([.. at.Select(value => (JsonNode)Tenth(value))]),
            ["ticktext"] = new JsonArray([.. texts.Select(text => (JsonNode)Escape(text))]),
            ["range"] = new JsonArray(Tenth(from), Tenth(to)),
        };
        if (side is not null)
            axis["side"] = side;
        axis["showgrid"] = false;
        axis["zeroline"] = false;
        return axis;
    }

    public static double Tenth(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);

    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
