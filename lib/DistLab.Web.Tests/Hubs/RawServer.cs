using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DistLab.Web.Tests;

/// <summary>A server that does byte by byte what a test says, and keeps what it was sent.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<RawServer, Stream, string, Task> _answer;
    private readonly List<string> _heads = [];
    private readonly List<Socket> _sockets = [];

    /// <summary>A server.</summary>
    /// <param name="answer">Is given the connection and each request's head, and answers.</param>
    public RawServer(Func<RawServer, Stream, string, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    public int Requests
    {
        get
        {
            lock (_heads)
                return _heads.Count;
        }
    }

    /// <summary>How many connections were opened.</summary>
    public int Connections { get; private set; }

    /// <summary>How many connections the other side has closed.</summary>
    public int Closed { get; private set; }

    public string Head(int index)
    {
        lock (_heads)
            return _heads[index];
    }

    /// <summary>A server that gives the same answer always.</summary>
    public static RawServer Saying(string answer) => new((_, stream, _) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer)).AsTask());

    /// <summary>A server that answers 200 with a text.</summary>
    public static RawServer Fine(string text = "fine") => Saying($"HTTP/1.1 200 OK\r\nContent-Length: {text.Length}\r\n\r\n{text}");

    public ValueTask DisposeAsync()
    {
        _listener.Stop();
        lock (_sockets)
            _sockets.ForEach(socket => socket.Dispose());
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads until a text has come, or the other side has closed.</summary>
    public static async Task<string> ReadUntilAsync(Stream stream, string end)
    {
        var read = new StringBuilder();
        var one = new byte[1];
        try
        {
            while (!read.ToString().EndsWith(end, StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
                read.Append((char)one[0]);
        }
        catch (IOException)
        {
            // Reset is closed, too.
        }
        return read.ToString();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync();
                lock (_sockets)
                    _sockets.Add(socket);
                Connections++;
                _ = ServeAsync(socket);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            while (await ReadUntilAsync(stream, "\r\n\r\n") is { Length: > 0 } head && head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                lock (_heads)
                    _heads.Add(head);
                await _answer(this, stream, head);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Closed amid a request.
        }
        Closed++;
    }
}
