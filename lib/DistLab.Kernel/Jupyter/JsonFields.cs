using System.Text.Json;

namespace DistLab.Kernel;

/// <summary>Members of JSON that somebody else wrote: one that is absent or null is its default, one of a wrong type is an error.</summary>
internal static class JsonFields
{
    /// <exception cref="InvalidRequestException">The member is absent or no text.</exception>
    internal static string Text(this JsonElement json, string name) =>
        Find(json, name) is { } value ? AsText(value, name) : throw new InvalidRequestException($"{name} is missing");

    /// <exception cref="InvalidRequestException">The member is no text.</exception>
    internal static string Text(this JsonElement json, string name, string otherwise) =>
        Find(json, name) is { } value ? AsText(value, name) : otherwise;

    /// <exception cref="InvalidRequestException">The member is neither true nor false.</exception>
    internal static bool Flag(this JsonElement json, string name, bool otherwise) => Find(json, name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw new InvalidRequestException($"{name} is neither true nor false"),
    };

    /// <exception cref="InvalidRequestException">The member is no whole number of 32 bits.</exception>
    internal static int Number(this JsonElement json, string name, int otherwise)
    {
        if (Find(json, name) is not { } value)
            return otherwise;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            ? number
            : throw new InvalidRequestException($"{name} is not a whole number");
    }

    /// <summary>A member, unless it is absent or null.</summary>
    /// <exception cref="InvalidRequestException">The name of some member is no text.</exception>
    internal static JsonElement? Find(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && Unescape(() => (json.TryGetProperty(name, out var found), found)) is (true, { ValueKind: not JsonValueKind.Null } value)
            ? value
            : null;

    /// <exception cref="InvalidRequestException">It is no text.</exception>
    internal static string NameOf(JsonProperty member) => Unescape(() => member.Name);

    private static string AsText(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String ? Unescape(() => value.GetString()!) : throw new InvalidRequestException($"{name} is not a text");

    /// <summary>JSON may escape half a character, which is found out only when somebody reads it.</summary>
    private static T Unescape<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw new InvalidRequestException("a text holds half a character");
        }
    }
}
