using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>Something that a node told the world outside.</summary>
/// <param name="At">When, from the cluster's start.</param>
/// <param name="Node">Which node.</param>
/// <param name="Value">What; as text, where the value cannot travel between processes.</param>
public sealed record NodeOutput(Instant At, NodeId Node, object Value)
{
    /// <summary>For example <c>12.5 ms P1 Entered</c>.</summary>
    public override string ToString() => $"{At} {Node} {Value}";
}
