using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>nbformat's multi-line strings: one string, or an array of lines that each keep their line feed.</summary>
internal static class NotebookText
{
    /// <summary>The string in a node, or empty where it is none.</summary>
    internal static string String(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";

    internal static string Join(JsonNode? node) =>
        node is JsonArray lines ? string.Concat(lines.Select(String)) : String(node);

    /// <summary>True for a string or an array of strings, which is what nbformat allows.</summary>
    internal static bool IsText(JsonNode? node) => node switch
    {
        JsonValue value => value.GetValueKind() == JsonValueKind.String,
        JsonArray lines => lines.All(line => line?.GetValueKind() == JsonValueKind.String),
        _ => false,
    };

    internal static JsonArray Split(string text)
    {
        var lines = new JsonArray();
        for (int start = 0; start < text.Length;)
        {
            int feed = text.IndexOf('\n', start);
            int end = feed < 0 ? text.Length : feed + 1;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }
        return lines;
    }
}
