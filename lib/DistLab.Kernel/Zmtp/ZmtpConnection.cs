using System.Net.Sockets;

namespace DistLab.Kernel;

/// <summary>
/// One peer of a socket. A thread reads and a thread writes, with blocking calls: a cell may block every thread of the pool, and
/// the session has to answer all the same.
/// </summary>
internal sealed class ZmtpConnection
{
    private const int Stack = 256 * 1024;
    private const int Batch = 64 * 1024;
    private const int Slice = 256 * 1024;

    private readonly Socket _socket;
    private readonly ZmtpServer _server;
    private readonly ZmtpReader _reader;
    private readonly OutgoingQueue _queue;
    private int _closed;

    internal ZmtpConnection(Socket socket, ZmtpServer server)
    {
        _socket = socket;
        _server = server;
        _reader = new ZmtpReader(socket, server.Limits, server.Budget);
        _queue = new OutgoingQueue(server.Limits.QueuedBytes);
    }

    /// <summary>The name that the peer chose; empty if it chose none.</summary>
    internal byte[] Identity { get; private set; } = [];

    internal SubscriptionSet Subscriptions { get; } = new();

    internal bool IsClosed => Volatile.Read(ref _closed) != 0;

    internal void Start() => Run(Read, "reader");

    /// <summary>Queues a message and waits for room where there is none.</summary>
    /// <param name="wire">The message as <see cref="ZmtpFraming.Encode"/> makes it.</param>
    /// <param name="isUrgent">See <see cref="OutgoingQueue.Add"/>.</param>
    internal void Send(byte[] wire, Func<bool> isUrgent) => _queue.Add(wire, isUrgent);

    /// <summary>Lets those who wait ask again whether they are urgent.</summary>
    internal void Wake() => _queue.Wake();

    /// <summary>Queues an answer. A peer that asks and asks and takes no answer is closed: others must not wait for it.</summary>
    internal void Reply(byte[] wire)
    {
        if (!_queue.TryAdd(wire))
            Close("it does not take the answers to what it asks");
    }

    /// <summary>Waits until the peer was handed all that is queued, then tells it that no more comes.</summary>
    internal void Finish(TimeSpan longest)
    {
        _queue.WaitUntilEmpty(longest);
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }

    /// <param name="reason">What the peer did wrong; null if nothing.</param>
    internal void Close(string? reason)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        _queue.Close();
        _socket.Dispose();
        _server.OnClosed(this, reason);
    }

    private void Run(Action loop, string name) =>
        new Thread(() => Guard(loop), Stack) { IsBackground = true, Name = $"{_server.Name} {name}" }.Start();

    private void Guard(Action loop)
    {
        try
        {
            loop();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or EndOfStreamException)
        {
            Close(reason: null);
        }
        catch (Exception e)
        {
            // Not only what was thought of: whatever a peer sets off here, it ends its connection and not the process.
            Close(e is ZmtpException ? e.Message : e.ToString());
        }
    }

    private void Read()
    {
        ShakeHands();
        try
        {
            while (true)
            {
                _server.OnMessage(this, _reader.ReadMessage(OnCommand));
                _reader.Release();
            }
        }
        finally
        {
            _reader.Release();
        }
    }

    private void ShakeHands()
    {
        _reader.BeginDeadline(_server.Limits.Handshake);
        _socket.SendTimeout = (int)_server.Limits.Handshake.TotalMilliseconds;
        Identity = ZmtpHandshake.Perform(_reader, bytes => SendAll(bytes), _server.Role);
        _reader.EndDeadline();
        _socket.SendTimeout = (int)_server.Limits.Stall.TotalMilliseconds;
        _server.OnReady(this);
        Run(Write, "writer");
    }

    private void OnCommand(string name, byte[] data)
    {
        switch (name)
        {
            case "PING" when data.Length is >= 2 and <= 18:
                // The two bytes are how long the peer waits; the rest comes back.
                Reply(ZmtpFraming.EncodeCommand("PONG", data.AsSpan(2)));
                break;
            case "SUBSCRIBE":
                _server.OnMessage(this, [[1, .. data]]);
                break;
            case "CANCEL":
                _server.OnMessage(this, [[0, .. data]]);
                break;
            case "ERROR":
                throw new ZmtpException("the peer reported an error");
        }
    }

    private void Write()
    {
        byte[] buffer = new byte[Batch];
        var batch = new List<byte[]>();
        while (_queue.Take(batch, Batch))
        {
            long bytes = 0;
            if (batch.Count == 1)
            {
                bytes = batch[0].Length;
                SendAll(batch[0]);
            }
            else
            {
                foreach (byte[] message in batch)
                {
                    message.CopyTo(buffer, bytes);
                    bytes += message.Length;
                }
                SendAll(buffer.AsSpan(0, (int)bytes));
            }
            _queue.Sent(bytes);
        }
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
                bytes = bytes[_socket.Send(bytes[..Math.Min(bytes.Length, Slice)])..];
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            throw new ZmtpException($"it took nothing for {_socket.SendTimeout / 1000} s");
        }
    }
}
