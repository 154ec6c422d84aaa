using DistLab.Simulation;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>
/// What one node did in one go: the event that woke it and all that it did in answer. A handler is atomic, so a step is
/// one event in Lamport's sense (Lamport 1978, "Time, Clocks, and the Ordering of Events in a Distributed System").
/// </summary>
internal sealed class Step(int node, long at, TraceKind trigger, int row)
{
    public int Node { get; } = node;

    /// <summary>When, in nanoseconds.</summary>
    public long At { get; } = at;

    public TraceKind Trigger { get; } = trigger;

    /// <summary>The number of its first row.</summary>
    public int Row { get; } = row;

    /// <summary>The number of its last row.</summary>
    public int LastRow { get; set; } = row;

    public bool Sends { get; set; }

    public bool Receives { get; set; }

    /// <summary>What the node did by itself: outputs and clock readings, in words.</summary>
    public List<string> Local { get; } = [];

    /// <summary>The timer that woke the node, in words.</summary>
    public string? Timer { get; set; }

    /// <summary>The outputs with which a bar on the lifeline begins or ends, in words; beside the bar they need not be said.</summary>
    public List<string> Moved { get; } = [];

    /// <summary>Whether a bar on the lifeline begins or ends here.</summary>
    public bool MovesBar => Moved.Count > 0;

    /// <summary>What stands beside the event: what the node did or, when it did nothing that shows, which timer woke it.</summary>
    public IEnumerable<string> Labels => Local.Count > 0 || MovesBar || Timer is null ? Local : [Timer];

    /// <summary>Lamport's clock after the step; 0 for a step that is no event: a crash, or a start that did nothing.</summary>
    public long Lamport { get; set; }

    /// <summary>The vector clock after the step, where it was asked for.</summary>
    public int[]? Vector { get; set; }

    /// <summary>Whether there is anything to draw.</summary>
    public bool IsVisible => Sends || Receives || MovesBar || Local.Count > 0 || Trigger is not TraceKind.Start;
}
