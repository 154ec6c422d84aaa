using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>How long the hub waits for a server: only while the server is to do something, not while the client is.</summary>
internal sealed class Patience(Duration timeout)
{
    private readonly long _milliseconds = Math.Max(1, (long)timeout.Milliseconds);

    /// <summary>From now on the server is to do something.</summary>
    public void Begin(UpstreamConnection connection) => connection.Deadline = Environment.TickCount64 + _milliseconds;

    /// <summary>From now on the client is to do something.</summary>
    public static void End(UpstreamConnection connection) => connection.Deadline = long.MaxValue;
}
