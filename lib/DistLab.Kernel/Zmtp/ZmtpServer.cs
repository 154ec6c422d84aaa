using System.Net;
using System.Net.Sockets;

namespace DistLab.Kernel;

/// <summary>A socket that listens: ZeroMQ's ROUTER or PUB. Whatever a peer does wrong ends its own connection and nothing else.</summary>
internal sealed class ZmtpServer : IDisposable
{
    private readonly Socket _listener;
    private readonly Lock _lock = new();
    private readonly List<ZmtpConnection> _arriving = [];
    private readonly Action<string> _log;
    private readonly Action<ZmtpConnection, IReadOnlyList<byte[]>> _onMessage;
    private ZmtpConnection[] _ready = [];
    private bool _closed;

    /// <summary>Begins to listen; nobody is let in before <see cref="Start"/>.</summary>
    /// <param name="name">What the log and the threads call it.</param>
    /// <param name="place">Where it listens.</param>
    /// <param name="role">What it is.</param>
    /// <param name="limits">What a peer may ask.</param>
    /// <param name="budget">What all peers of this process may ask together.</param>
    /// <param name="log">Takes a line about each peer that was turned away.</param>
    /// <param name="onMessage">Takes the messages, on the thread of their connection; a connection's next one waits until it returns.</param>
    /// <exception cref="SocketException">The place is taken or is none of this machine's.</exception>
    internal ZmtpServer(
        string name, EndPoint place, ZmtpRole role, ZmtpLimits limits, ReceiveBudget budget, Action<string> log,
        Action<ZmtpConnection, IReadOnlyList<byte[]>> onMessage)
    {
        Name = name;
        Role = role;
        Limits = limits;
        Budget = budget;
        _log = log;
        _onMessage = onMessage;
        _listener = ZmtpEndpoint.Listen(place);
        Place = _listener.LocalEndPoint!;
    }

    internal string Name { get; }

    internal ZmtpRole Role { get; }

    internal ZmtpLimits Limits { get; }

    internal ReceiveBudget Budget { get; }

    /// <summary>Where it listens; with the port that it was given if it asked for any.</summary>
    internal EndPoint Place { get; }

    /// <summary>The peers whose handshake is done.</summary>
    internal ZmtpConnection[] Connections => Volatile.Read(ref _ready);

    internal void Start() => new Thread(Accept, 256 * 1024) { IsBackground = true, Name = $"{Name} listener" }.Start();

    /// <summary>The peers of a name. There may be several: a client that opens a second connection before the first is gone, or two that share a session.</summary>
    internal ZmtpConnection[] Find(byte[] identity) => [.. Connections.Where(connection => identity.AsSpan().SequenceEqual(connection.Identity))];

    /// <summary>Lets the peers take what is queued for them, as long as that is not too long.</summary>
    internal void Finish(TimeSpan longest)
    {
        foreach (var connection in Connections)
            connection.Finish(longest);
    }

    public void Dispose()
    {
        ZmtpConnection[] all;
        lock (_lock)
        {
            _closed = true;
            all = [.. _arriving, .. _ready];
        }
        _listener.Dispose();
        foreach (var connection in all)
            connection.Close(reason: null);
        if (Place is UnixDomainSocketEndPoint file)
            File.Delete(file.ToString());
    }

    internal void OnReady(ZmtpConnection connection)
    {
        lock (_lock)
        {
            // It may have been closed while it shook hands.
            if (_arriving.Remove(connection))
                Volatile.Write(ref _ready, [.. _ready, connection]);
        }
    }

    internal void OnMessage(ZmtpConnection connection, IReadOnlyList<byte[]> frames) => _onMessage(connection, frames);

    internal void OnClosed(ZmtpConnection connection, string? reason)
    {
        lock (_lock)
        {
            if (!_arriving.Remove(connection))
                Volatile.Write(ref _ready, [.. _ready.Where(other => other != connection)]);
        }
        if (reason is not null)
            _log($"{Name}: closed a connection: {reason}");
    }

    private void Accept()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = _listener.Accept();
            }
            catch (Exception e) when (e is ObjectDisposedException || (e is SocketException && Volatile.Read(ref _closed)))
            {
                return;
            }
            catch (SocketException e)
            {
                // Out of handles, or a peer that was gone before it was let in: neither ends the session.
                _log($"{Name}: could not accept a connection: {e.Message}");
                Thread.Sleep(100);
                continue;
            }
            Admit(socket);
        }
    }

    private void Admit(Socket socket)
    {
        ZmtpConnection? oldest = null;
        var connection = new ZmtpConnection(socket, this);
        lock (_lock)
        {
            if (_arriving.Count + _ready.Length >= Limits.Connections)
                oldest = _arriving.FirstOrDefault() ?? connection;
            if (oldest != connection)
                _arriving.Add(connection);
        }
        // A crowd that only stands in the door must not keep others out.
        oldest?.Close($"more than {Limits.Connections} connections");
        if (oldest == connection)
            return;
        try
        {
            ZmtpEndpoint.Configure(socket);
            connection.Start();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OutOfMemoryException)
        {
            connection.Close(e.Message);
        }
    }
}
