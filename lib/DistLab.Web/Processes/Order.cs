using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>What a process is told to do.</summary>
internal abstract record Order
{
    /// <summary>Be the hub.</summary>
    public sealed record BeHub(HubOptions Options) : Order;

    /// <summary>Be a server, and give and take backups only from who knows the secret.</summary>
    public sealed record BeServer(string Name, int Port, ServerOptions Options, string Secret) : Order;

    /// <summary>Hub: have these servers from now on, besides those that you have.</summary>
    public sealed record Add(ValueList<ServerAddress> Servers) : Order;

    /// <summary>Hub: give a server nothing new, and reply when it has answered what it had.</summary>
    public sealed record Drain(string Server) : Order;

    /// <summary>Hub: give a drained server requests again.</summary>
    public sealed record Reopen(string Server) : Order;

    /// <summary>Hub: forget a server.</summary>
    public sealed record Remove(string Server) : Order;

    /// <summary>Hub: give a server so many requests in proportion to the others.</summary>
    public sealed record SetWeight(string Server, int Weight) : Order;

    /// <summary>Hub: once these are well, use them instead of all others; reply when the others are drained.</summary>
    public sealed record Switch(ValueList<ServerAddress> Servers, Duration Patience) : Order;

    /// <summary>Hub: tell what you have done.</summary>
    public sealed record AskStatus : Order;

    /// <summary>Server: take so many times as long for each request.</summary>
    public sealed record SetSlowness(double Factor) : Order;

    /// <summary>Device: send requests, and tell what becomes of them.</summary>
    public sealed record Send(int Run, string Address, Load Load, long Beginning) : Order;

    /// <summary>Device: send no more in that run, if it is not over already.</summary>
    public sealed record StopSending(int Run) : Order;
}
