using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>What a listener accepts.</summary>
internal sealed record WebListenerOptions
{
    public int Port { get; init; }

    public long MaxBodyBytes { get; init; } = 32 * 1024 * 1024;

    public int MaxHeadBytes { get; init; } = 32 * 1024;

    public int MaxConnections { get; init; } = 10_000;

    public Duration HeadTimeout { get; init; } = 10.Seconds();
}
