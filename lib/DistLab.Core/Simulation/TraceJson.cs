using System.Text.Json;
using System.Text.Json.Nodes;
using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>Rows of a trace as JSON, one a line. Only what a row has is written.</summary>
internal static class TraceJson
{
    public static string Write(in TraceRow row)
    {
        var json = new JsonObject { ["at"] = row.At.Nanoseconds, ["kind"] = row.Kind.ToString() };
        if (row.Node.Index >= 0)
            json["node"] = row.Node.Index;
        if (row.Peer.Index >= 0)
            json["peer"] = row.Peer.Index;
        if (row.Message != 0)
            json["message"] = row.Message;
        if (row.Content is { } content)
            json["content"] = Write(content);
        return json.ToJsonString();
    }

    /// <exception cref="FormatException">The line is no row.</exception>
    public static TraceRow Read(string line, int number)
    {
        try
        {
            var json = JsonNode.Parse(line)!.AsObject();
            return new(
                new((long)json["at"]!),
                Enum.Parse<TraceKind>((string)json["kind"]!),
                (int?)json["node"] ?? -1,
                (int?)json["peer"] ?? -1,
                (long?)json["message"] ?? 0,
                json["content"] is { } content ? Read(content) : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException or ArgumentException)
        {
            throw new FormatException($"Line {number} is no row of a trace: {e.Message}", e);
        }
    }

    private static JsonNode Write(object content) => content switch
    {
        string text => text,
        Instant instant => new JsonObject { ["instant"] = instant.Nanoseconds },
        Duration length => new JsonObject { ["duration"] = length.Nanoseconds },
        Fault fault => new JsonObject { ["fault"] = FaultPlanJson.Write(fault) },
        ImportedContent imported => Named(imported.Name, imported.Text),
        Enum value => Named(value.ToString(), value.ToString()),
        _ => Named(content.GetType().Name, content.ToString() ?? ""),
    };

    private static JsonObject Named(string name, string text) => new() { ["name"] = name, ["text"] = text };

    private static object Read(JsonNode content)
    {
        if (content is JsonValue)
            return (string)content!;
        if (content["instant"] is { } instant)
            return new Instant((long)instant);
        if (content["duration"] is { } length)
            return new Duration((long)length);
        if (content["fault"] is JsonObject fault)
            return FaultPlanJson.Read(fault);
        return new ImportedContent((string)content["name"]!, (string)content["text"]!);
    }
}
