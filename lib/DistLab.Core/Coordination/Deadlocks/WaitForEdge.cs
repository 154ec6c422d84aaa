using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>One process waits for another.</summary>
/// <param name="Waiting">Who waits.</param>
/// <param name="On">For whom.</param>
public readonly record struct WaitForEdge(NodeId Waiting, NodeId On)
{
    /// <summary>For example <c>P1 → P2</c>.</summary>
    public override string ToString() => $"{Waiting} → {On}";
}
