using System.Buffers.Binary;
using System.Text;

namespace DistLab.Kernel;

/// <summary>The beginning of a ZMTP 3.0 connection without security (mechanism NULL): greeting and READY, both ways.</summary>
internal static class ZmtpHandshake
{
    private const int GreetingSize = 64;
    private const int SignatureSize = 10;
    private static readonly byte[] Mechanism = [.. "NULL"u8, .. new byte[16]];

    private static readonly byte[] Greeting = [0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0x7F, 3, 0, .. Mechanism, .. new byte[32]];

    /// <summary>Greets a peer and learns who it is.</summary>
    /// <returns>The identity that the peer chose; empty if it chose none.</returns>
    /// <exception cref="ZmtpException">The peer is none that can be talked to.</exception>
    internal static byte[] Perform(ZmtpReader reader, Action<byte[]> send, ZmtpRole role)
    {
        send(Greeting);
        CheckGreeting(reader);
        send(ZmtpFraming.EncodeCommand("READY", Property("Socket-Type", role.SocketType)));
        var (name, data) = reader.ReadCommand();
        if (name != "READY")
            throw new ZmtpException($"the handshake ended in {Shown(name)}");
        var properties = Properties(data);
        string peer = properties.TryGetValue("Socket-Type", out byte[]? type) ? Encoding.Latin1.GetString(type) : "";
        if (!role.Peers.Contains(peer))
        {
            send(ZmtpFraming.EncodeCommand("ERROR", [.. "\x14"u8, .. "Invalid socket type."u8]));
            throw new ZmtpException($"a {role.SocketType} socket cannot talk to {Shown(peer)}");
        }
        byte[] identity = properties.GetValueOrDefault("Identity", []);
        // A leading zero marks the names that routers give themselves.
        return identity.Length <= 255 && (identity.Length == 0 || identity[0] != 0) ? identity : throw new ZmtpException("an identity that is not allowed");
    }

    private static void CheckGreeting(ZmtpReader reader)
    {
        Span<byte> greeting = stackalloc byte[GreetingSize];
        // Older versions send less than a whole greeting: tell them by what they begin with.
        reader.ReadExactly(greeting[..1]);
        if (greeting[0] != 0xFF)
            throw new ZmtpException("the peer does not speak ZMTP");
        reader.ReadExactly(greeting[1..SignatureSize]);
        if ((greeting[9] & 1) == 0)
            throw new ZmtpException("the peer does not speak ZMTP 3");
        reader.ReadExactly(greeting[SignatureSize..(SignatureSize + 1)]);
        if (greeting[SignatureSize] < 3)
            throw new ZmtpException("the peer does not speak ZMTP 3");
        reader.ReadExactly(greeting[(SignatureSize + 1)..]);
        if (!greeting.Slice(12, 20).SequenceEqual(Mechanism))
            throw new ZmtpException("the peer asks for a security mechanism other than NULL");
    }

    private static byte[] Property(string name, string value)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. length, .. Encoding.ASCII.GetBytes(value)];
    }

    private static Dictionary<string, byte[]> Properties(ReadOnlySpan<byte> data)
    {
        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        while (!data.IsEmpty)
        {
            int name = data[0];
            if (data.Length < 1 + name + 4)
                throw new ZmtpException("broken properties in READY");
            int value = BinaryPrimitives.ReadInt32BigEndian(data[(1 + name)..]);
            var rest = data[(1 + name + 4)..];
            if (value < 0 || value > rest.Length)
                throw new ZmtpException("broken properties in READY");
            properties[Encoding.Latin1.GetString(data.Slice(1, name))] = rest[..value].ToArray();
            data = rest[value..];
        }
        return properties;
    }

    /// <summary>What a stranger sent goes into a log: short, and nothing but printable letters.</summary>
    private static string Shown(string text) => $"\"{string.Concat(text.Take(32).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '?'))}\"";
}
