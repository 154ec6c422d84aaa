using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>An exchange of nodes' names: which name each node has afterwards.</summary>
public sealed class NodePermutation
{
    private readonly int[] _to;

    internal NodePermutation(int[] to) => _to = to;

    /// <summary>The name that a node has afterwards. The world outside keeps its own.</summary>
    public NodeId this[NodeId node] => (uint)node.Index < (uint)_to.Length ? _to[node.Index] : node;

    /// <summary>The same nodes under their new names.</summary>
    public NodeSet Of(NodeSet nodes)
    {
        var named = NodeSet.Empty;
        foreach (var node in nodes)
            named = named.Add(this[node]);
        return named;
    }

    /// <summary>A list that has an item for each node, in the nodes' new order.</summary>
    /// <exception cref="ArgumentException">The list is not as long as there are nodes.</exception>
    public ValueList<T> Of<T>(ValueList<T> itemOfEachNode)
    {
        ArgumentNullException.ThrowIfNull(itemOfEachNode);
        if (itemOfEachNode.Count != _to.Length)
            throw new ArgumentException($"There are {_to.Length} nodes, but {itemOfEachNode.Count} items.", nameof(itemOfEachNode));
        var items = new T[_to.Length];
        for (var node = 0; node < items.Length; node++)
            items[_to[node]] = itemOfEachNode[node];
        return [.. items];
    }

    /// <summary>Every way of exchanging some of so many nodes with each other; first, none is exchanged.</summary>
    internal static IEnumerable<NodePermutation> Among(IReadOnlyList<NodeId> alike, int nodes) =>
        Orders(alike.Count).Select(order =>
        {
            int[] to = [.. Enumerable.Range(0, nodes)];
            for (var i = 0; i < order.Length; i++)
                to[alike[i].Index] = alike[order[i]].Index;
            return new NodePermutation(to);
        });

    private static IEnumerable<int[]> Orders(int count) => count == 0
        ? [[]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Reverse().Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));
}
