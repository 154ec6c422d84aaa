using System.Net;
using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>The circumstances under which a <see cref="NodeHost{TState, TMessage}"/> runs its node.</summary>
public sealed record NodeOptions
{
    /// <summary>How many nodes there are, 1 … 1,000: P0, P1, ….</summary>
    public required int Nodes { get; init; }

    /// <summary>Where the node listens; by default at any free port of this machine, which no other machine can reach.</summary>
    public IPEndPoint Address { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>With what the node proves who it is, and by what it knows the others. Without it, nothing works unless <see cref="TrustAnybody"/> is set.</summary>
    public NodeCredentials? Credentials { get; init; }

    /// <summary>
    /// Whether nodes talk in the clear and believe whoever calls: default false. Whoever reaches a node's port can then be any
    /// node to it.
    /// </summary>
    public bool TrustAnybody { get; init; }

    /// <summary>What the node's choices, and the lengths of its timers, follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The folder for what the protocol calls durable; it must exist. Without one, nothing outlives the process.</summary>
    public string? Folder { get; init; }

    /// <summary>Which life of the node this is: 0, the default, for the first; each restart is one more.</summary>
    public int Life { get; init; }

    /// <summary>How far the node's own clock is ahead; negative when behind.</summary>
    public Duration ClockOffset { get; init; }

    /// <summary>How many nanoseconds the node's own clock gains in a second; negative when it loses.</summary>
    public long ClockDriftPartsPerBillion { get; init; }

    /// <summary>How many bytes wait at most for each other node, default 8 MiB; messages beyond are lost.</summary>
    public int MaxQueuedBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Takes lines about connections that fail or are refused; by default nobody does.</summary>
    public Action<string> Log { get; init; } = _ => { };

    internal RunClock? Time { get; init; }

    internal long StepsBefore { get; init; }

    internal string Cluster => Credentials?.Cluster ?? "open";
}
