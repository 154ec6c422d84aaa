using DistLab.LoadBalancing;
using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>What a hub does between the device and the servers.</summary>
public sealed record HubDesign
{
    /// <summary>How it chooses a server; by default in turn.</summary>
    public BalancingPolicy Policy { get; init; } = BalancingPolicy.RoundRobin;

    /// <summary>How it asks servers whether they are well; by default not at all, and so it trusts all of them.</summary>
    public HealthCheck? Check { get; init; }

    /// <summary>Passive detection: after how many requests in a row that failed at a server it is ejected; by default never.</summary>
    public int? EjectAfter { get; init; }

    /// <summary>How long an ejected server gets no requests; then it is tried again.</summary>
    public Delay EjectFor { get; init; } = Delay.Constant(5.Seconds());

    /// <summary>At how many servers it tries a request before it gives up; by default at one.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>How long it waits for a server's answer; by default for ever.</summary>
    public Duration? TryTimeout { get; init; }

    /// <summary>How many requests a server may have at once; what is more waits in one line at the hub. By default there is no limit.</summary>
    public int? AtOnce { get; init; }

    /// <summary>How long the hub itself runs until it fails; by default it never does.</summary>
    public Delay? Failure { get; init; }

    /// <summary>How long its repair takes.</summary>
    public Delay Repair { get; init; } = Delay.Exponential(6.Seconds());

    /// <summary>Sends non-idempotent requests again though they may have been done: a bug, for a search to find.</summary>
    internal bool ResendsAll { get; init; }
}
