using System.Text.Json.Nodes;
using DistLab.Notebooks.Plots;

namespace DistLab.Notebooks.Interchange;

/// <summary>A figure's remarks and its footer as annotations.</summary>
internal static class NativeNotes
{
    public static IEnumerable<JsonNode> Of(FigureData data)
    {
        foreach (var note in data.Notes)
        {
            if (Place(note, data) is var (x, y))
                yield return new JsonObject { ["x"] = x, ["y"] = y, ["text"] = PlotlyLayout.Plain(note.Text), ["showarrow"] = true };
        }
        if (!string.IsNullOrWhiteSpace(data.Footer))
        {
            yield return new JsonObject
            {
                ["name"] = PlotlyLayout.FooterName, ["text"] = PlotlyLayout.Plain(data.Footer), ["xref"] = "paper", ["yref"] = "paper", ["x"] = 0, ["y"] = 0, ["yshift"] = -56,
                ["xanchor"] = "left", ["yanchor"] = "top", ["align"] = "left", ["showarrow"] = false,
            };
        }
    }

    /// <summary>Where a remark points: a number or a category across, a value upwards; on a logarithmic axis their logarithms.</summary>
    private static (JsonNode X, JsonNode Y)? Place(Note note, FigureData data)
    {
        if (data.Series.Any(s => s is HeatSeries))
            return null;
        if (data.Series.Any(s => s is BarSeries))
            return Node(note.Category ?? CategoryText.Of(note.X.Value), BarModel.From(data).Place(note).Y);
        if (data.Series.Any(s => s is SampleSeries { Style: SampleStyle.Box }))
            return Node(note.Category ?? CategoryText.Of(note.X.Value), note.Y.Value / (note.Y.IsTime && BoxModel.From(data).Time is { } t ? t.Nanoseconds : 1));
        var (x, y) = XyModel.From(data).Place(note);
        return double.IsFinite(x) && (!data.X.IsLog || x > 0) ? Node(data.X.IsLog ? Math.Log10(x) : x, y) : null;

        (JsonNode, JsonNode)? Node(JsonNode across, double up) =>
            double.IsFinite(up) && (!data.Y.IsLog || up > 0) ? (across, JsonValue.Create(data.Y.IsLog ? Math.Log10(up) : up)) : null;
    }
}
