using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>
/// Histories as JSON lines, an event a line, in order: <c>{"event":"invoke","client":0,"at":1200,"call":"put","key":"x","argument":1}</c>, then
/// <c>{"event":"return","client":0,"at":1500,"result":null}</c>; likewise <c>fail</c> and <c>unknown</c>. Times are nanoseconds and may be left out.
/// A client may write its line before it calls and as soon as it hears, so that a crash loses nothing.
/// </summary>
public static class JsonHistory
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a history, a line for each event, ended by <c>\n</c> alone.</summary>
    public static void Write(History history, TextWriter target)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(target);
        foreach (var one in history.Events())
            target.Write(Line(one, history.HasTimes) + "\n");
    }

    /// <summary>Reads what <see cref="Write"/> wrote; empty lines are left out.</summary>
    /// <exception cref="HistoryFormatException">A line is no such event, or does not fit those before it.</exception>
    public static History Read(TextReader source, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        limits ??= ReadLimits.Usual;
        var text = new CountedReader(source, limits.LineLength);
        var history = new HistoryAssembly(limits);
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
                AddLine(history, number, line, limits);
        }
        return history.ToHistory();
    }

    private static void AddLine(HistoryAssembly history, int number, string line, ReadLimits limits)
    {
        try
        {
            using var json = JsonDocument.Parse(line, new() { MaxDepth = limits.Depth });
            var at = json.RootElement.TryGetProperty("at", out var time) ? new Instant(time.GetInt64()) : (Instant?)null;
            history.Add(number, json.RootElement.GetProperty("client").GetInt32(), EventOf(json.RootElement), at);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException and not HistoryFormatException)
        {
            throw new HistoryFormatException(number, $"this is no event of a history: {e.Message}", e);
        }
    }

    private static string Line(TimedHistoryEvent one, bool hasTimes)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteString("event", Name(one.Event.Kind));
            json.WriteNumber("client", one.Client);
            if (hasTimes)
                json.WriteNumber("at", one.At.Nanoseconds);
            if (one.Event.Call is { } call)
            {
                json.WriteString("call", call.Name);
                if (!call.Key.IsNil)
                    WriteValue(json, "key", call.Key);
                if (!call.Argument.IsNil)
                    WriteValue(json, "argument", call.Argument);
            }
            if (one.Event.Kind == HistoryEventKind.Return)
                WriteValue(json, "result", one.Event.Result);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteValue(Utf8JsonWriter json, string name, Value value)
    {
        json.WritePropertyName(name);
        WriteValue(json, value);
    }

    private static void WriteValue(Utf8JsonWriter json, Value value)
    {
        if (value.AsNumber is { } number)
            json.WriteNumberValue(number);
        else if (value.AsText is { } text)
            json.WriteStringValue(text);
        else if (value.AsBoolean is { } truth)
            json.WriteBooleanValue(truth);
        else if (value.AsList is { } list)
            WriteList(json, list);
        else
            json.WriteNullValue();
    }

    private static void WriteList(Utf8JsonWriter json, ValueList<Value> list)
    {
        json.WriteStartArray();
        foreach (var item in list)
            WriteValue(json, item);
        json.WriteEndArray();
    }

    private static HistoryEvent EventOf(JsonElement json) => json.GetProperty("event").GetString() switch
    {
        "invoke" => HistoryEvent.Invoke(new(json.GetProperty("call").GetString() ?? "", ValueOf(json, "key"), ValueOf(json, "argument"))),
        "return" => HistoryEvent.Return(ValueOf(json, "result")),
        "fail" => HistoryEvent.Fail,
        "unknown" => HistoryEvent.Unknown,
        var other => throw new FormatException($"an event is invoke, return, fail or unknown, not {other}."),
    };

    private static Value ValueOf(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? ValueOf(value) : Value.Nil;

    private static Value ValueOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => Value.Nil,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number when json.TryGetInt64(out var number) => number,
        JsonValueKind.Array => Value.List([.. json.EnumerateArray().Select(ValueOf)]),
        _ => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"a value is null, true, false, a whole number of 64 bits, a text or a list of these, not {json.GetRawText()}.")),
    };

    private static string Name(HistoryEventKind kind) => kind switch
    {
        HistoryEventKind.Invoke => "invoke",
        HistoryEventKind.Return => "return",
        HistoryEventKind.Fail => "fail",
        _ => "unknown",
    };
}
