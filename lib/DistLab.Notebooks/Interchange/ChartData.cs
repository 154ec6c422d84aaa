using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Notebooks.Interchange;

/// <summary>What a Plotly chart holds, read from its JSON.</summary>
internal sealed class ChartData
{
    private ChartData(JsonObject figure)
    {
        var layout = figure["layout"] as JsonObject;
        Layout = layout;
        Traces = [.. (figure["data"] as JsonArray ?? []).OfType<JsonObject>().Where(t => t["visible"] is not JsonValue seen || seen.GetValueKind() == JsonValueKind.True).Select(t => new ChartTrace(t))];
        Annotations = [.. (layout?["annotations"] as JsonArray ?? []).OfType<JsonObject>()];
        // A title's second line is what we call the subtitle.
        var title = layout.Title() ?? "";
        var lines = ChartText.Lines(title);
        var subtitle = layout.Object("title").Object("subtitle").Text("text");
        var at = title.IndexOf("<span", StringComparison.OrdinalIgnoreCase);
        Title = at < 0 ? string.Join(' ', lines) : ChartText.Plain(title[..at]);
        Subtitle = subtitle is not null ? ChartText.Plain(subtitle) : at < 0 ? null : ChartText.Plain(title[at..]);
        X = ChartAxis.Of(layout, "x", null);
        Y = ChartAxis.Of(layout, "y", Named(Plots.PlotlyLayout.YTitleName));
    }

    public JsonObject? Layout { get; }

    public string Title { get; }

    public string? Subtitle { get; }

    public ChartAxis X { get; }

    public ChartAxis Y { get; }

    public IReadOnlyList<ChartTrace> Traces { get; }

    public IReadOnlyList<JsonObject> Annotations { get; }

    /// <summary>Reads a chart.</summary>
    /// <param name="json">An object with <c>data</c> and <c>layout</c>.</param>
    /// <exception cref="FormatException">The text is no JSON, or no such object.</exception>
    public static ChartData Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject figure && figure["data"] is JsonArray
                ? new(figure)
                : throw new FormatException("This is no Plotly chart: it must be a JSON object with \"data\", an array of traces, and \"layout\".");
        }
        catch (JsonException e)
        {
            throw new FormatException($"This is no Plotly chart, since it is no JSON: {e.Message}", e);
        }
    }

    /// <summary>The text that our own charts put beside the plot under this name.</summary>
    public string? Named(string name) => Annotations.FirstOrDefault(a => a.Text("name") == name).Text("text");
}
