using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>The output of a node with logical clocks at each of its events.</summary>
/// <param name="Node">Whose event.</param>
/// <param name="Lamport">L(e).</param>
/// <param name="Vector">V(e).</param>
public sealed record EventStamp(NodeId Node, LamportClock Lamport, VectorClock Vector)
{
    /// <summary>Whether neither event can have caused the other, as their vector clocks tell.</summary>
    public bool IsConcurrentWith(EventStamp other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Vector.Compare(other.Vector) == CausalOrder.Concurrent;
    }

    /// <summary>For example <c>2 (1, 1)</c>.</summary>
    public override string ToString() => $"{Lamport} {Vector}";
}
