using System.Buffers.Binary;
using System.Text;

namespace DistLab.Kernel;

/// <summary>How ZMTP 3.0 (ZeroMQ RFC 23) lays frames out: a byte of flags, the size in one or eight bytes, the body.</summary>
internal static class ZmtpFraming
{
    internal const byte More = 1;
    internal const byte Long = 2;
    internal const byte Command = 4;
    private const int LongestShort = 255;
    private const int LongestHeader = 9;

    /// <summary>A message's frames as they go over the wire.</summary>
    internal static byte[] Encode(params ReadOnlySpan<ReadOnlyMemory<byte>> frames)
    {
        long size = 0;
        foreach (var frame in frames)
            size += HeaderSize(frame.Length) + (long)frame.Length;
        byte[] wire = new byte[size];
        int at = 0;
        for (int i = 0; i < frames.Length; i++)
        {
            at += WriteHeader(wire.AsSpan(at), i < frames.Length - 1 ? More : (byte)0, frames[i].Length);
            frames[i].Span.CopyTo(wire.AsSpan(at));
            at += frames[i].Length;
        }
        return wire;
    }

    /// <summary>A command as it goes over the wire.</summary>
    internal static byte[] EncodeCommand(string name, ReadOnlySpan<byte> data)
    {
        int body = 1 + name.Length + data.Length;
        byte[] wire = new byte[HeaderSize(body) + body];
        int at = WriteHeader(wire, Command, body);
        wire[at++] = (byte)name.Length;
        at += Encoding.ASCII.GetBytes(name, wire.AsSpan(at));
        data.CopyTo(wire.AsSpan(at));
        return wire;
    }

    /// <summary>Takes a command's body apart.</summary>
    /// <exception cref="ZmtpException">It has no name.</exception>
    internal static (string Name, byte[] Data) DecodeCommand(byte[] body)
    {
        if (body.Length == 0 || body[0] == 0 || body[0] > body.Length - 1)
            throw new ZmtpException("a command without a name");
        return (Encoding.Latin1.GetString(body, 1, body[0]), body[(1 + body[0])..]);
    }

    private static int HeaderSize(int body) => body > LongestShort ? LongestHeader : 2;

    private static int WriteHeader(Span<byte> wire, byte flags, int body)
    {
        if (body <= LongestShort)
        {
            wire[0] = flags;
            wire[1] = (byte)body;
            return 2;
        }
        wire[0] = (byte)(flags | Long);
        BinaryPrimitives.WriteInt64BigEndian(wire[1..], body);
        return LongestHeader;
    }
}
