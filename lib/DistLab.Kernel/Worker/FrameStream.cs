using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>Messages over a pipe: four bytes of length, one of kind, then the content.</summary>
internal sealed class FrameStream(Stream stream)
{
    /// <summary>The longest content, 64 MiB: a broken length must not become an allocation.</summary>
    internal const int MaxLength = 64 * 1024 * 1024;

    private readonly Lock _writing = new();

    internal void Write(FrameKind kind, JsonNode content) => Write(kind, content.ToJsonString());

    internal void Write(FrameKind kind, string text)
    {
        byte[] frame = new byte[5 + Encoding.UTF8.GetByteCount(text)];
        if (frame.Length - 5 > MaxLength)
            throw new InvalidOperationException($"An output of {frame.Length - 5:N0} bytes is too large; at most {MaxLength:N0} can be shown.");
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - 5);
        frame[4] = (byte)kind;
        Encoding.UTF8.GetBytes(text, frame.AsSpan(5));
        lock (_writing)
        {
            stream.Write(frame);
            stream.Flush();
        }
    }

    /// <summary>The next message, or null where the other side is gone.</summary>
    internal Frame? Read()
    {
        byte[] head = new byte[5];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return null;
        int length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 0 or > MaxLength)
            return null;
        byte[] content = new byte[length];
        if (stream.ReadAtLeast(content, length, throwOnEndOfStream: false) < length)
            return null;
        return new Frame((FrameKind)head[4], Encoding.UTF8.GetString(content));
    }
}
