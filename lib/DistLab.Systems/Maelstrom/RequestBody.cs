using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Systems.Maelstrom;

/// <summary>The body of a message, whose fields must be there and of the right kind. Values of any kind are kept as JSON text.</summary>
internal sealed class RequestBody(JsonObject body)
{
    public string Type => body["type"] is JsonValue value && value.TryGetValue<string>(out var type) ? type : throw Malformed("type", "a text");

    public long? MessageId => body["msg_id"] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    /// <summary>Whether it answers something itself, so that nobody waits for an answer to it.</summary>
    public bool IsAnswer => body.ContainsKey("in_reply_to") || (body["type"] is JsonValue value && value.TryGetValue<string>(out var type) && type == "error");

    /// <summary>A value of any kind, as JSON text that is the same for equal values.</summary>
    public string Any(string field) => body.ContainsKey(field) ? Json(body[field]) : throw Malformed(field, "a value");

    /// <summary>A whole number of 32 bits: sums of four billion such stay within 64.</summary>
    public long Integer(string field) => body[field] is JsonValue value && value.TryGetValue<int>(out var number) ? number : throw Malformed(field, $"a whole number from {int.MinValue} to {int.MaxValue}");

    public string Text(string field) => body[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Malformed(field, "a text");

    public IReadOnlyList<string> Texts(string field) => body[field] is JsonArray items && items.All(item => item is JsonValue && item.GetValueKind() == JsonValueKind.String)
        ? [.. items.Select(item => item!.GetValue<string>())]
        : throw Malformed(field, "an array of texts");

    public JsonObject Map(string field) => body[field] as JsonObject ?? throw Malformed(field, "an object");

    public JsonArray Array(string field) => body[field] as JsonArray ?? throw Malformed(field, "an array");

    public static string Json(JsonNode? node) => node?.ToJsonString() ?? "null";

    public static JsonNode? Parse(string json) => JsonNode.Parse(json);

    /// <summary>JSON texts as an array.</summary>
    public static JsonArray ArrayOf(IEnumerable<string> values) => [.. values.Select(Parse)];

    private static MaelstromError Malformed(string field, string kind) =>
        new(MaelstromError.MalformedRequest, $"The field '{field}' must be {kind}.");
}
