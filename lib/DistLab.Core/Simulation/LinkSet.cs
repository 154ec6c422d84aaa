using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>Some of the links of a network, each with its direction: what a fault of the network falls upon.</summary>
public sealed record LinkSet
{
    private LinkSet(ValueList<NodeId> senders, ValueList<NodeId> receivers, bool bothWays)
    {
        Senders = senders;
        Receivers = receivers;
        BothWays = bothWays;
    }

    /// <summary>Every link.</summary>
    public static LinkSet All { get; } = new([], [], false);

    /// <summary>Whose messages; empty for everybody's.</summary>
    public ValueList<NodeId> Senders { get; }

    /// <summary>Messages to whom; empty for everybody.</summary>
    public ValueList<NodeId> Receivers { get; }

    /// <summary>Whether the links back belong to it, too.</summary>
    public bool BothWays { get; }

    /// <summary>The link from one node to another, and not back.</summary>
    public static LinkSet Of(NodeId from, NodeId to) => new([from], [to], false);

    /// <summary>The links from each of some nodes to each of others, and not back.</summary>
    /// <exception cref="ArgumentException">A side is empty.</exception>
    public static LinkSet Of(IEnumerable<NodeId> from, IEnumerable<NodeId> to) => new(Side(from), Side(to), false);

    /// <summary>The links between two nodes, both ways.</summary>
    public static LinkSet Between(NodeId one, NodeId other) => new([one], [other], true);

    /// <summary>The links between each of some nodes and each of others, both ways.</summary>
    /// <exception cref="ArgumentException">A side is empty.</exception>
    public static LinkSet Between(IEnumerable<NodeId> ones, IEnumerable<NodeId> others) => new(Side(ones), Side(others), true);

    /// <summary>All links that begin at one of these nodes.</summary>
    /// <exception cref="ArgumentException">No node is given.</exception>
    public static LinkSet From(params IEnumerable<NodeId> nodes) => new(Side(nodes), [], false);

    /// <summary>All links that end at one of these nodes.</summary>
    /// <exception cref="ArgumentException">No node is given.</exception>
    public static LinkSet To(params IEnumerable<NodeId> nodes) => new([], Side(nodes), false);

    /// <summary>Whether the link from one node to another is among them.</summary>
    public bool Contains(NodeId from, NodeId to) => Matches(from, to) || (BothWays && Matches(to, from));

    /// <summary>The links in signs, for example <c>P0 → P1, P2</c> or <c>P0 ⇄ P1</c>.</summary>
    public override string ToString() => Senders.Count == 0 && Receivers.Count == 0
        ? "all links"
        : $"{Names(Senders)} {(BothWays ? "⇄" : "→")} {Names(Receivers)}";

    internal static LinkSet Restore(ValueList<NodeId> senders, ValueList<NodeId> receivers, bool bothWays) => new(senders, receivers, bothWays);

    private static ValueList<NodeId> Side(IEnumerable<NodeId> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ValueList<NodeId> side = [.. nodes];
        return side.Count > 0 ? side : throw new ArgumentException("A side of a link needs at least one node.", nameof(nodes));
    }

    private static string Names(ValueList<NodeId> side) => side.Count == 0 ? "all" : string.Join(", ", side);

    private bool Matches(NodeId from, NodeId to) =>
        (Senders.Count == 0 || Senders.Contains(from)) && (Receivers.Count == 0 || Receivers.Contains(to));
}
