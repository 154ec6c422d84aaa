using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>What the detector outputs: this process waits, through others, for itself.</summary>
/// <param name="Process">The process.</param>
public sealed record DeadlockFound(NodeId Process)
{
    /// <summary>For example <c>P1 is deadlocked</c>.</summary>
    public override string ToString() => $"{Process} is deadlocked";
}
