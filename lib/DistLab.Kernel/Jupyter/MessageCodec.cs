using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace DistLab.Kernel;

/// <summary>Jupyter's wire format: prefix, delimiter, signature, then header, parent header, metadata, content and binary buffers.</summary>
internal sealed class MessageCodec(MessageSigner signer)
{
    internal const string ProtocolVersion = "5.4";
    private const int LongestId = 1024;
    private const int Depth = 64;

    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private long _messages;

    /// <summary>Names this run of the kernel in every header.</summary>
    internal string Session { get; } = Guid.NewGuid().ToString();

    /// <summary>The time as headers give it.</summary>
    internal static string Now() => DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a message.</summary>
    /// <param name="from">Where it came from.</param>
    /// <param name="frames">Its frames.</param>
    /// <param name="problem">Why it has to be dropped; null if it is good.</param>
    internal JupyterMessage? Decode(ZmtpConnection from, IReadOnlyList<byte[]> frames, out string? problem)
    {
        int delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].AsSpan().SequenceEqual(Delimiter))
            delimiter++;
        if (delimiter + 6 > frames.Count)
        {
            problem = delimiter == frames.Count ? "a message without a delimiter" : "a message that lacks parts";
            return null;
        }
        var (header, parent, metadata, content) = (frames[delimiter + 2], frames[delimiter + 3], frames[delimiter + 4], frames[delimiter + 5]);
        problem = signer.Check(frames[delimiter + 1], header, parent, metadata, content);
        if (problem is not null)
            return null;
        try
        {
            var parsed = ParseObject(header, "header");
            ParseObject(parent, "parent header");
            ParseObject(metadata, "metadata");
            CheckId(parsed.Text("msg_id"));
            string type = CheckId(parsed.Text("msg_type"));
            return new JupyterMessage(
                from, [.. frames.Take(delimiter)], type, header, ParseObject(content, "content"), frames.Sum(frame => (long)frame.Length));
        }
        catch (Exception e) when (e is JsonException or InvalidRequestException)
        {
            problem = $"a broken message: {e.Message}";
            return null;
        }
    }

    /// <summary>A new message as it goes over the wire.</summary>
    /// <param name="prefix">The frames before the delimiter: identities or a topic.</param>
    /// <param name="type">For example <c>stream</c>.</param>
    /// <param name="parent">The header of the message that this one follows from.</param>
    /// <param name="content">The content.</param>
    /// <param name="metadata">The metadata; empty if null.</param>
    internal byte[] Encode(IReadOnlyList<byte[]> prefix, string type, byte[] parent, JsonNode content, JsonNode? metadata = null)
    {
        var json = new ArrayBufferWriter<byte>(512);
        int[] ends = new int[4];
        using (var writer = new Utf8JsonWriter(json, WriterOptions))
        {
            WriteHeader(writer, type);
            ends[0] = End(writer, json);
            json.Write(parent);
            ends[1] = json.WrittenCount;
            writer.Reset();
            (metadata ?? new JsonObject()).WriteTo(writer);
            ends[2] = End(writer, json);
            content.WriteTo(writer);
            ends[3] = End(writer, json);
        }
        var all = json.WrittenMemory;
        return ZmtpFraming.Encode([
            .. prefix.Select(frame => (ReadOnlyMemory<byte>)frame), Delimiter, signer.Sign(all.Span),
            all[..ends[0]], all[ends[0]..ends[1]], all[ends[1]..ends[2]], all[ends[2]..],
        ]);
    }

    private static int End(Utf8JsonWriter writer, ArrayBufferWriter<byte> json)
    {
        writer.Flush();
        writer.Reset();
        return json.WrittenCount;
    }

    private void WriteHeader(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("msg_id", $"{Session}_{Interlocked.Increment(ref _messages).ToString(CultureInfo.InvariantCulture)}");
        writer.WriteString("session", Session);
        writer.WriteString("username", "kernel");
        writer.WriteString("date", Now());
        writer.WriteString("msg_type", type);
        writer.WriteString("version", ProtocolVersion);
        writer.WriteEndObject();
    }

    private static JsonElement ParseObject(byte[] json, string part)
    {
        // The parser looks into texts only when they are read, and a header goes out again as it came.
        if (!Utf8.IsValid(json))
            throw new InvalidRequestException($"the {part} is no UTF-8");
        // Without the pool that Parse rents from, nothing has to be given back.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Depth });
        var element = JsonElement.ParseValue(ref reader);
        if (reader.Read())
            throw new InvalidRequestException($"the {part} goes on after its end");
        return element.ValueKind == JsonValueKind.Object ? element : throw new InvalidRequestException($"the {part} is no object");
    }

    private static string CheckId(string id) =>
        id.Length is > 0 and <= LongestId ? id : throw new InvalidRequestException("an empty or endless name in the header");
}
