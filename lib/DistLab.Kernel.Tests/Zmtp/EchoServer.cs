using System.Collections.Concurrent;
using System.Net;

namespace DistLab.Kernel.Tests;

/// <summary>A ROUTER that sends every message back, and what it wrote into its log.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly ZmtpServer _server;

    internal EchoServer(ZmtpLimits? limits = null, EndPoint? place = null, long budget = 256 << 20)
    {
        Budget = new ReceiveBudget(budget);
        _server = new ZmtpServer(
            "echo", place ?? new IPEndPoint(IPAddress.Loopback, 0), ZmtpRole.Router, limits ?? new ZmtpLimits(), Budget, Log.Enqueue,
            (from, frames) => from.Reply(ZmtpFraming.Encode([.. frames.Select(frame => (ReadOnlyMemory<byte>)frame)])));
        _server.Start();
    }

    internal ConcurrentQueue<string> Log { get; } = new();

    internal ReceiveBudget Budget { get; }

    internal EndPoint Place => _server.Place;

    internal ZmtpConnection[] Connections => _server.Connections;

    internal ZmtpConnection[] Find(byte[] identity) => _server.Find(identity);

    /// <summary>Fails unless a well-behaved peer is served.</summary>
    internal void AssertServes()
    {
        using var peer = RawPeer.Connect(Place);
        peer.SendMessage([1, 2, 3], []);
        Assert.Equal([[1, 2, 3], []], peer.ReadMessage());
    }

    /// <summary>Waits until a line says something, and fails if none comes.</summary>
    internal void AssertLogs(string text) =>
        Assert.True(SpinWait.SpinUntil(() => Log.Any(line => line.Contains(text)), 10_000), $"no line says \"{text}\": {string.Join(" | ", Log)}");

    public void Dispose() => _server.Dispose();
}
