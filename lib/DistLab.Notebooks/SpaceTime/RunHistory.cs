using DistLab.Simulation;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>What a trace tells, put together: a send with its receipt, a crash with its restart, a cut with its healing.</summary>
internal sealed class RunHistory
{
    public required IReadOnlyList<TraceRow> Rows { get; init; }

    /// <summary>Whether the trace has dropped its first rows.</summary>
    public required bool BeginsLate { get; init; }

    public required int NodeCount { get; init; }

    public List<Step> Steps { get; } = [];

    public List<Flight> Flights { get; } = [];

    public List<Downtime> Downtimes { get; } = [];

    public List<Cut> Cuts { get; } = [];

    /// <summary>When nodes were paused, slow or Byzantine.</summary>
    public List<NodeCondition> Conditions { get; } = [];

    /// <summary>What faults did to the network's links, in order.</summary>
    public List<NetworkChange> NetworkChanges { get; } = [];

    public List<BarSpan> Bars { get; } = [];

    public MessageKinds Kinds => field ??= MessageKinds.Of(this);

    /// <summary>How long a message usually takes, in nanoseconds.</summary>
    public long TypicalLatency => field != 0 ? field : field = ArrowPlanner.TypicalLatency(this);

    public bool IsDown(int node, long at) => Downtimes.Any(down => down.Covers(node, at));
}
