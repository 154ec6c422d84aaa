using System.Net;
using System.Net.Sockets;
using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>A connection to a server with the bytes read from it and not used yet. For one request at a time.</summary>
internal sealed class UpstreamConnection : IDisposable
{
    private const int BufferSize = 8 * 1024;

    private readonly Socket _socket;
    private readonly int _maxHead;
    private byte[] _in = new byte[BufferSize];
    private int _start;
    private int _end;
    private int _isBroken;

    private UpstreamConnection(Socket socket, int maxHead) => (_socket, _maxHead, Head) = (socket, maxHead, new(maxHead));

    /// <summary>Where the next request's head is written before it is sent.</summary>
    public HeadWriter Head { get; }

    /// <summary>What the server says in its answers' heads.</summary>
    public RecentTexts Texts { get; } = new();

    /// <summary>Whether the last answer was read to its end, so that another request may follow.</summary>
    public bool IsReusable { get; set; }

    /// <summary>When to give up waiting, by <see cref="Environment.TickCount64"/>.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    /// <summary>Whether it was broken off because of its <see cref="Deadline"/>.</summary>
    public bool IsOverdue { get; private set; }

    /// <summary>Whether neither side has closed it: one that is idle has nothing to read.</summary>
    public bool IsStillOpen => _isBroken == 0 && _start == _end && !_socket.Poll(0, SelectMode.SelectRead);

    /// <summary>What was read and not used yet.</summary>
    public ReadOnlySpan<byte> Unread => _in.AsSpan(_start, _end - _start);

    public static async ValueTask<UpstreamConnection> OpenAsync(IPEndPoint address, Duration timeout, int maxHead, CancellationToken cancellation)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(timeout.Seconds));
        try
        {
            await socket.ConnectAsync(address, limit.Token);
            return new(socket, maxHead);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None)..];
    }

    /// <summary>Reads more; false if the server has closed its side.</summary>
    /// <exception cref="InvalidDataException">There is no room: what the server sends has no end.</exception>
    public async ValueTask<bool> FillAsync()
    {
        MakeRoom();
        var count = await _socket.ReceiveAsync(_in.AsMemory(_end), SocketFlags.None);
        _end += count;
        return count > 0;
    }

    /// <summary>Reads directly to where it is wanted; only when nothing is unread.</summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> into) => _socket.ReceiveAsync(into, SocketFlags.None);

    public void Use(int count)
    {
        _start += count;
        if (_start == _end)
            _start = _end = 0;
    }

    /// <summary>Ends it from another thread; who reads or writes gets an exception.</summary>
    public void Break()
    {
        if (Interlocked.Exchange(ref _isBroken, 1) == 0)
            _socket.Dispose();
    }

    public void BreakIfOverdue(long now)
    {
        if (now < Deadline || _isBroken != 0)
            return;
        IsOverdue = true;
        Break();
    }

    public void Dispose() => Break();

    private void MakeRoom()
    {
        if (_end < _in.Length)
            return;
        if (_start > 0)
        {
            _in.AsSpan(_start, _end - _start).CopyTo(_in);
            (_start, _end) = (0, _end - _start);
            return;
        }
        if (_in.Length >= _maxHead)
            throw new InvalidDataException($"The head of the answer is longer than {_maxHead:N0} bytes.");
        Array.Resize(ref _in, Math.Min(_maxHead, _in.Length * 2));
    }
}
