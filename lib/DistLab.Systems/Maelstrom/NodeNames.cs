using DistLab.Protocols;

namespace DistLab.Systems.Maelstrom;

/// <summary>What Maelstrom calls the nodes: n1, n2, … in an order that all of them know.</summary>
/// <param name="self">The own name.</param>
/// <param name="names">All names, the own one among them.</param>
internal sealed class NodeNames(string self, IReadOnlyList<string> names)
{
    private readonly Dictionary<string, NodeId> _nodes = names.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => (NodeId)pair.index);

    public NodeId Self => _nodes[self];

    public int Count => names.Count;

    public string this[NodeId node] => names[node.Index];

    /// <summary>Whether these are the same nodes, and the same of them is meant.</summary>
    public bool IsSameAs(string other, IReadOnlyList<string> all) => other == self && all.SequenceEqual(names);

    public NodeId? Find(string name) => _nodes.TryGetValue(name, out var node) ? node : null;
}
