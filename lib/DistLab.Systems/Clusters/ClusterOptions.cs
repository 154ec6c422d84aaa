using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;

namespace DistLab.Systems;

/// <summary>How a cluster is run; all has a default.</summary>
public sealed record ClusterOptions
{
    /// <summary>What all choices of the nodes, the lengths of their timers, and losses on the links follow from. When things happen still depends on the machine.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// What the links add to what the machine itself takes: delays, losses, copies, as in the simulator; by default nothing.
    /// </summary>
    public Network? Network { get; init; }

    /// <summary>
    /// Whether messages go through a proxy, so that links can be cut, delayed and made to lose messages: default true. Without
    /// it the nodes talk to each other directly, and faster.
    /// </summary>
    public bool Proxied { get; init; } = true;

    /// <summary>Whether nodes talk in the clear and believe whoever calls them: default false.</summary>
    public bool TrustAnybody { get; init; }

    /// <summary>
    /// The folder for what the nodes call durable, which then also survives the cluster. By default a temporary one, deleted
    /// with it.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>The nodes' own clocks; by default all are right.</summary>
    public Func<NodeId, DriftingClock>? Clocks { get; init; }

    /// <summary>How many rows of the trace are kept, the last ones: default 65,536.</summary>
    public int TraceCapacity { get; init; } = 65_536;

    /// <summary>Whether the trace holds only what the nodes output, and faults: default false. It spares a fast protocol most of the recording.</summary>
    public bool RecordsOutputsOnly { get; init; }

    /// <summary>How long the nodes may take to come up, default 30 s.</summary>
    public Duration StartLimit { get; init; } = 30.Seconds();

    /// <summary>Takes lines about connections that fail or are refused; by default nobody does.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
