using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>One value in several MIME types, the preferred one first; a viewer shows the richest that it can.</summary>
/// <param name="Values">MIME type and text, in order; JSON types hold JSON text.</param>
public sealed record MimeBundle(IReadOnlyList<KeyValuePair<string, string>> Values)
{
    /// <summary>A bundle of one MIME type.</summary>
    /// <param name="mimeType">For example <c>text/html</c>.</param>
    /// <param name="text">The value.</param>
    public static MimeBundle Of(string mimeType, string text) => new([new(mimeType, text)]);

    /// <summary>The bundle as nbformat and the Jupyter protocol store it: JSON types as JSON, the others as strings.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (mimeType, text) in Values)
            json[mimeType] = MimeTypes.IsJson(mimeType) ? ParseOrText(text) : text;
        return json;
    }

    private static JsonNode? ParseOrText(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
