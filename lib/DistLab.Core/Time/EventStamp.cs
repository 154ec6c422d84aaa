using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>The output of a node with logical clocks at each of its events.</summary>
/// <param name="Node">Whose event.</param>
/// <param name="Lamport">L(e).</param>
/// <param name="Vector">V(e).</param>
public sealed record EventStamp(NodeId Node, LamportClock Lamport, VectorClock Vector)
{
    /// <summary>For example <c>2 (1, 1)</c>.</summary>
    public override string ToString() => $"{Lamport} {Vector}";
}
