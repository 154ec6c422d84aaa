using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DistLab.Protocols;

/// <summary>A set of nodes, P0 … P63, that equals another one exactly when the same nodes are in it, for use in a state or a message: who has voted, who has answered.</summary>
[CollectionBuilder(typeof(NodeSet), nameof(Of))]
public readonly record struct NodeSet : IReadOnlyCollection<NodeId>
{
    private const int MostNodes = 64;

    private readonly ulong _bits;

    private NodeSet(ulong bits) => _bits = bits;

    /// <summary>The set without nodes.</summary>
    public static NodeSet Empty => default;

    /// <summary>How many nodes are in it.</summary>
    public int Count => BitOperations.PopCount(_bits);

    /// <summary>P0 … P(n − 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not in 0 … 64.</exception>
    public static NodeSet First(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, MostNodes);
        return new(n == MostNodes ? ulong.MaxValue : (1UL << n) - 1);
    }

    /// <summary>A set of the given nodes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A node is not one of P0 … P63.</exception>
    public static NodeSet Of(ReadOnlySpan<NodeId> nodes)
    {
        var bits = 0UL;
        foreach (var node in nodes)
            bits |= Bit(node);
        return new(bits);
    }

    /// <summary>Whether a node is in it.</summary>
    public bool Contains(NodeId node) => (uint)node.Index < MostNodes && (_bits >> node.Index & 1) != 0;

    /// <summary>The set with one more node.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The node is not one of P0 … P63.</exception>
    public NodeSet Add(NodeId node) => new(_bits | Bit(node));

    /// <summary>The set without a node.</summary>
    public NodeSet Remove(NodeId node) => Contains(node) ? new(_bits & ~Bit(node)) : this;

    /// <summary>The nodes in order.</summary>
    public IEnumerator<NodeId> GetEnumerator()
    {
        for (var bits = _bits; bits != 0; bits &= bits - 1)
            yield return BitOperations.TrailingZeroCount(bits);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The nodes in braces.</summary>
    public override string ToString() => "{" + string.Join(", ", this) + "}";

    private static ulong Bit(NodeId node) => (uint)node.Index < MostNodes
        ? 1UL << node.Index
        : throw new ArgumentOutOfRangeException(nameof(node), node, "A set holds P0 … P63.");
}
