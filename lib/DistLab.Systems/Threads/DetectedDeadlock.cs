using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>A circle of waiting that a lock manager has found and broken.</summary>
/// <param name="Graph">Who waited for whom when it was found.</param>
/// <param name="Cycle">The circle: each waits for the next, and the last for the first.</param>
/// <param name="Victim">Whose request was ended.</param>
public sealed record DetectedDeadlock(WaitForGraph Graph, ValueList<NodeId> Cycle, NodeId Victim)
{
    /// <summary>For example <c>P0 → P1 → P0, victim P1</c>.</summary>
    public override string ToString() => $"{string.Join(" → ", Cycle)} → {Cycle[0]}, victim {Victim}";
}
