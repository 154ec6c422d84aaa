using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;

namespace DistLab.Kernel;

/// <summary>
/// Reads frames and messages from a socket, one thread at a time. Memory grows with the bytes that have come, never with a size
/// that was only announced.
/// </summary>
internal sealed class ZmtpReader(Socket socket, ZmtpLimits limits, ReceiveBudget budget)
{
    private const int Step = 1 << 20;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private long _held;
    private int _timeout = -1;
    private long _deadline;

    /// <summary>From here on everything has to come within a time, until <see cref="EndDeadline"/>.</summary>
    internal void BeginDeadline(TimeSpan within) => _deadline = Stopwatch.GetTimestamp() + (long)(within.TotalSeconds * Stopwatch.Frequency);

    internal void EndDeadline() => _deadline = 0;

    /// <summary>Fills a span.</summary>
    /// <exception cref="EndOfStreamException">The peer closed its side.</exception>
    /// <exception cref="ZmtpException">It did not come in time.</exception>
    internal void ReadExactly(Span<byte> target, bool begun = true)
    {
        while (!target.IsEmpty)
        {
            if (_start == _end)
                Receive(begun);
            int count = Math.Min(target.Length, _end - _start);
            _buffer.AsSpan(_start, count).CopyTo(target);
            _start += count;
            target = target[count..];
            begun = true;
        }
    }

    /// <summary>Reads a command that has to come now.</summary>
    internal (string Name, byte[] Data) ReadCommand()
    {
        var (flags, size) = ReadHeader(begun: true);
        if ((flags & ZmtpFraming.Command) == 0)
            throw new ZmtpException("a message came where a command has to stand");
        return ZmtpFraming.DecodeCommand(ReadCommandBody(size));
    }

    /// <summary>Waits for the next message; commands before it and inside it are handed out as they come.</summary>
    internal IReadOnlyList<byte[]> ReadMessage(Action<string, byte[]> onCommand)
    {
        var frames = new List<byte[]>();
        bool more = true;
        while (more)
        {
            var (flags, size) = ReadHeader(begun: frames.Count > 0);
            if ((flags & ZmtpFraming.Command) != 0)
            {
                var (name, data) = ZmtpFraming.DecodeCommand(ReadCommandBody(size));
                onCommand(name, data);
                continue;
            }
            if (frames.Count == limits.Frames)
                throw new ZmtpException($"a message of more than {limits.Frames} frames");
            if (size > limits.MessageBytes - _held)
                throw new ZmtpException($"a message of more than {limits.MessageBytes} bytes");
            frames.Add(ReadBody((int)size));
            more = (flags & ZmtpFraming.More) != 0;
        }
        return frames;
    }

    /// <summary>The message that was read last has been handed on, or will not be.</summary>
    internal void Release()
    {
        budget.Give(_held);
        _held = 0;
    }

    private (byte Flags, long Size) ReadHeader(bool begun)
    {
        Span<byte> header = stackalloc byte[9];
        ReadExactly(header[..2], begun);
        byte flags = header[0];
        if (flags > (ZmtpFraming.More | ZmtpFraming.Long | ZmtpFraming.Command))
            throw new ZmtpException("reserved bits are set in a frame");
        if ((flags & ZmtpFraming.Command) != 0 && (flags & ZmtpFraming.More) != 0)
            throw new ZmtpException("a command in several frames");
        if ((flags & ZmtpFraming.Long) == 0)
            return (flags, header[1]);
        ReadExactly(header[2..]);
        long size = BinaryPrimitives.ReadInt64BigEndian(header[1..]);
        return size < 0 ? throw new ZmtpException("a frame of negative size") : (flags, size);
    }

    private byte[] ReadCommandBody(long size)
    {
        if (size > limits.CommandBytes)
            throw new ZmtpException($"a command of more than {limits.CommandBytes} bytes");
        byte[] body = new byte[size];
        ReadExactly(body);
        return body;
    }

    private byte[] ReadBody(int size)
    {
        byte[] body = Grow([], Math.Min(size, Step));
        for (int read = 0; ; body = Grow(body, (int)Math.Min(size, 2L * body.Length)))
        {
            ReadExactly(body.AsSpan(read));
            read = body.Length;
            if (read == size)
                return body;
        }
    }

    private byte[] Grow(byte[] body, int size)
    {
        budget.Take(size - body.Length);
        _held += size - body.Length;
        Array.Resize(ref body, size);
        return body;
    }

    private void Receive(bool begun)
    {
        SetTimeout(begun);
        int count;
        try
        {
            count = socket.Receive(_buffer);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            throw new ZmtpException(_deadline != 0 ? "no handshake in time" : "a message was begun and not finished");
        }
        if (count == 0)
            throw new EndOfStreamException();
        _start = 0;
        _end = count;
    }

    private void SetTimeout(bool begun)
    {
        int timeout = begun ? (int)limits.Stall.TotalMilliseconds : 0;
        if (_deadline != 0)
        {
            double left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _deadline).TotalMilliseconds;
            timeout = left >= 1 ? (int)left : throw new ZmtpException("no handshake in time");
        }
        if (timeout != _timeout)
            socket.ReceiveTimeout = _timeout = timeout;
    }
}
