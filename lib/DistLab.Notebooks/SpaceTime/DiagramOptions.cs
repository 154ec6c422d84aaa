using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>What a caller asked a diagram to show, and how.</summary>
internal sealed record DiagramOptions
{
    /// <summary>Four rows to a message and its answer: some 60 round trips, about three screens.</summary>
    public const int DefaultMaxRows = 240;

    public const int GreatestMaxRows = 4096;

    public string? Title { get; init; }

    public string? Subtitle { get; init; }

    public string? Footer { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<BarRule> Bars { get; init; } = [BarRule.CriticalSection];

    public bool HasOwnBars { get; init; }

    public IReadOnlyList<ViolationBand> Violations { get; init; } = [];

    /// <summary>Whether bars of one rule that overlap are violations, too.</summary>
    public bool OverlapsAreViolations { get; init; }

    public ClockKind Clocks { get; init; }

    public long? From { get; init; }

    public long? To { get; init; }

    /// <summary>Nodes to show; <c>null</c> for all.</summary>
    public IReadOnlyList<int>? Nodes { get; init; }

    public int MaxRows { get; init; } = DefaultMaxRows;

    /// <summary>Whether the cap keeps the last rows and not the first.</summary>
    public bool KeepsLast { get; init; }

    public IReadOnlySet<TraceKind> Hidden { get; init; } = new HashSet<TraceKind>();

    public Func<object, string>? MessageLabel { get; init; }

    public Func<NodeId, string> NodeName { get; init; } = node => node.ToString();
}
