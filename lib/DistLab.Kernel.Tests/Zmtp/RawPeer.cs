using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DistLab.Kernel.Tests;

/// <summary>A peer of our own that can also say what no library would: every byte is the test's.</summary>
internal sealed class RawPeer : IDisposable
{
    internal static readonly byte[] Greeting = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 1, .. "NULL"u8, .. new byte[48]];

    private readonly Socket _socket;

    internal RawPeer(EndPoint place, int receiveBuffer = 0)
    {
        _socket = place is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.ReceiveTimeout = 20_000;
        _socket.SendTimeout = 20_000;
        if (receiveBuffer > 0)
            _socket.ReceiveBufferSize = receiveBuffer;
        _socket.Connect(place);
    }

    /// <summary>Connects and shakes hands.</summary>
    internal static RawPeer Connect(EndPoint place, string type = "DEALER", string identity = "", int receiveBuffer = 0)
    {
        var peer = new RawPeer(place, receiveBuffer);
        peer.Send(Greeting);
        peer.Send(Ready(type, identity));
        Assert.Equal(64, peer.Read(64).Length);
        var (flags, body) = peer.ReadFrame();
        Assert.Equal(4, flags);
        Assert.StartsWith("\u0005READY", Encoding.Latin1.GetString(body));
        return peer;
    }

    internal static byte[] Ready(string type, string identity = "")
    {
        byte[] body = [5, .. "READY"u8, .. Property("Socket-Type", type), .. Property("Identity", identity)];
        return [4, (byte)body.Length, .. body];
    }

    internal static byte[] Property(string name, string value)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        return [(byte)name.Length, .. Encoding.Latin1.GetBytes(name), .. length, .. Encoding.Latin1.GetBytes(value)];
    }

    internal void Send(params byte[] bytes) => _socket.Send(bytes);

    internal void SendMessage(params byte[][] frames) => Send(ZmtpFraming.Encode([.. frames.Select(frame => (ReadOnlyMemory<byte>)frame)]));

    internal void SendCommand(string name, params byte[] data) => Send(ZmtpFraming.EncodeCommand(name, data));

    /// <summary>A frame's first nine bytes, in the long form.</summary>
    internal static byte[] LongHeader(byte flags, long size)
    {
        byte[] header = [(byte)(flags | 2), .. new byte[8]];
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(1), size);
        return header;
    }

    internal (byte Flags, byte[] Body) ReadFrame()
    {
        byte flags = Read(1)[0];
        long size = (flags & 2) == 0 ? Read(1)[0] : BinaryPrimitives.ReadInt64BigEndian(Read(8));
        return (flags, Read((int)size));
    }

    internal byte[][] ReadMessage()
    {
        var frames = new List<byte[]>();
        byte flags;
        do
        {
            (flags, byte[] body) = ReadFrame();
            Assert.Equal(0, flags & 4);
            frames.Add(body);
        }
        while ((flags & 1) != 0);
        return [.. frames];
    }

    internal byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        for (int read = 0; read < count;)
        {
            int got = _socket.Receive(bytes.AsSpan(read));
            if (got == 0)
                throw new EndOfStreamException();
            read += got;
        }
        return bytes;
    }

    /// <summary>Reads until the other side closes; fails if it does not.</summary>
    internal byte[] ReadToEnd()
    {
        var all = new List<byte>();
        byte[] buffer = new byte[4096];
        try
        {
            while (_socket.Receive(buffer) is > 0 and var got)
                all.AddRange(buffer.AsSpan(0, got));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Closed while bytes of ours were unread.
        }
        return [.. all];
    }

    /// <summary>Sends until the other side has closed; some systems call that a time-out. Whether it closed, its log tells.</summary>
    internal void SendUntilClosed(byte[] bytes)
    {
        try
        {
            while (true)
                Send(bytes);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted or SocketError.TimedOut)
        {
        }
    }

    public void Dispose() => _socket.Dispose();
}
