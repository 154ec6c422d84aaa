using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>Puts every multi-line string of a notebook into its stored form, an array of lines.</summary>
internal static class NotebookLines
{
    /// <summary>A copy in which sources, stream texts and textual MIME values are arrays of lines.</summary>
    internal static JsonObject Split(JsonObject notebook)
    {
        var copy = notebook.DeepClone().AsObject();
        foreach (var cell in copy["cells"]!.AsArray().OfType<JsonObject>())
        {
            SplitField(cell, "source");
            foreach (var output in (cell["outputs"] as JsonArray ?? []).OfType<JsonObject>())
            {
                SplitField(output, "text");
                if (output["data"] is JsonObject data)
                    SplitMimes(data);
            }
            foreach (var attachment in (cell["attachments"] as JsonObject ?? []).Select(a => a.Value).OfType<JsonObject>())
                SplitMimes(attachment);
        }
        return copy;
    }

    private static void SplitMimes(JsonObject data)
    {
        foreach (string mimeType in data.Select(entry => entry.Key).Where(MimeTypes.IsMultiline).ToArray())
            SplitField(data, mimeType);
    }

    private static void SplitField(JsonObject json, string name)
    {
        if (json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String)
            json[name] = NotebookText.Split(value.GetValue<string>());
    }
}
