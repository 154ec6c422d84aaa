using System.Globalization;

namespace DistLab.Protocols;

/// <summary>The name of a process: a small number, from 0 to N − 1 among N nodes.</summary>
/// <param name="Index">Its place among the nodes; −1 stands for the world outside.</param>
public readonly record struct NodeId(int Index) : IComparable<NodeId>
{
    /// <summary>The sender of what comes from outside the system: a user, an application, a test.</summary>
    public static NodeId Outside => new(-1);

    /// <inheritdoc/>
    public int CompareTo(NodeId other) => Index.CompareTo(other.Index);

    /// <summary>P0, P1, … as in the textbooks; <c>outside</c> for the world outside.</summary>
    public override string ToString() => Index < 0 ? "outside" : "P" + Index.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number is a node's name.</summary>
    public static implicit operator NodeId(int index) => new(index);
}
