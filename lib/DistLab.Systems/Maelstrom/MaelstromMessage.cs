using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Systems.Maelstrom;

/// <summary>A message as Maelstrom carries it.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="To">For whom it is.</param>
/// <param name="Body">What it says.</param>
internal sealed record MaelstromMessage(string From, string To, JsonObject Body)
{
    // Half of what System.Text.Json writes: an answer may wrap what a request said.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>The message that a line holds; null when it holds none.</summary>
    public static MaelstromMessage? Parse(string line)
    {
        try
        {
            var message = JsonNode.Parse(line, documentOptions: Strict);
            // An escape may stand for half a character, which shows only when the text is taken out.
            if (line.Contains("\\u", StringComparison.Ordinal))
                _ = message?.ToJsonString();
            return message is JsonObject parts && parts["body"] is JsonObject body
                && parts["src"] is JsonValue from && from.TryGetValue<string>(out var sender)
                && parts["dest"] is JsonValue to && to.TryGetValue<string>(out var receiver)
                ? new(sender, receiver, body)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
