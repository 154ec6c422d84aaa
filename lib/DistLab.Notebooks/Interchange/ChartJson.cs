using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Notebooks.Interchange;

/// <summary>Reads pieces of Plotly's JSON, whoever wrote it: a property of the wrong kind is as good as none.</summary>
internal static class ChartJson
{
    public static JsonObject? Object(this JsonNode? node, string name) => (node as JsonObject)?[name] as JsonObject;

    public static string? Text(this JsonNode? node, string name) => (node as JsonObject)?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static bool? Truth(this JsonNode? node, string name) => (node as JsonObject)?[name] is JsonValue value && value.TryGetValue(out bool truth) ? truth : null;

    public static double? Number(this JsonNode? node, string name) => (node as JsonObject)?[name] is JsonValue value ? Number(value) : null;

    /// <summary>A title, which is a text or an object with a text.</summary>
    public static string? Title(this JsonNode? node) => node.Text("title") ?? node.Object("title").Text("text");

    /// <summary>The values of an array, in which numbers are <see cref="double"/>, texts <see cref="string"/>, and all else is null.</summary>
    public static IReadOnlyList<object?> Values(this JsonNode? node, string name) => (node as JsonObject)?[name] switch
    {
        JsonArray array => [.. array.Select(Value)],
        JsonObject packed => Packed(packed),
        _ => [],
    };

    /// <summary>A number, also one that came as text because JSON has none such: NaN and the infinities.</summary>
    public static double? Number(JsonValue value)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
            return double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
        return value.TryGetValue(out string? text)
            ? text switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, _ => null }
            : null;
    }

    private static object? Value(JsonNode? node) => node is not JsonValue value ? null
        : Number(value) is { } number ? number
        : value.TryGetValue(out string? text) ? text
        : value.TryGetValue(out bool truth) ? truth ? 1.0 : 0.0
        : null;

    /// <summary>Numbers as base64, as plotly.py writes them since its version 6.</summary>
    private static IReadOnlyList<object?> Packed(JsonObject packed)
    {
        if (packed.Text("bdata") is not { } data || packed.Text("dtype") is not { } type)
            return [];
        Span<byte> bytes = new byte[data.Length];
        if (!Convert.TryFromBase64String(data, bytes, out var length))
            return [];
        bytes = bytes[..length];
        var (size, read) = Reader(type);
        var values = new object?[size == 0 ? 0 : length / size];
        for (var i = 0; i < values.Length; i++)
            values[i] = read(bytes.Slice(i * size, size));
        return values;
    }

    private delegate double Read(ReadOnlySpan<byte> bytes);

    private static (int Size, Read Read) Reader(string type) => type switch
    {
        "f8" or "float64" => (8, b => BinaryPrimitives.ReadDoubleLittleEndian(b)),
        "f4" or "float32" => (4, b => BinaryPrimitives.ReadSingleLittleEndian(b)),
        "i4" or "int32" => (4, b => BinaryPrimitives.ReadInt32LittleEndian(b)),
        "u4" or "uint32" => (4, b => BinaryPrimitives.ReadUInt32LittleEndian(b)),
        "i2" or "int16" => (2, b => BinaryPrimitives.ReadInt16LittleEndian(b)),
        "u2" or "uint16" => (2, b => BinaryPrimitives.ReadUInt16LittleEndian(b)),
        "i1" or "int8" => (1, b => (sbyte)b[0]),
        "u1" or "uint8" => (1, b => b[0]),
        _ => (0, _ => double.NaN),
    };
}
