using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>The links among all nodes: one for every pair, save those that are told apart.</summary>
public sealed class Network
{
    private readonly Dictionary<(NodeId From, NodeId To), Link> _special = [];

    /// <summary>A network whose links are all alike.</summary>
    public Network(Link link)
    {
        ArgumentNullException.ThrowIfNull(link);
        Default = link;
    }

    private Network(Network other, NodeId from, NodeId to, Link link)
        : this(other.Default)
    {
        _special = new(other._special) { [(from, to)] = link };
    }

    /// <summary>The link of every pair that is not told apart.</summary>
    public Link Default { get; }

    /// <summary>The link from one node to another.</summary>
    public Link this[NodeId from, NodeId to] => _special.GetValueOrDefault((from, to), Default);

    /// <summary>Whether every pair has the same link.</summary>
    internal bool IsUniform => _special.Count == 0;

    /// <summary>The same network with another link from one node to another (and not back).</summary>
    public Network With(NodeId from, NodeId to, Link link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return new(this, from, to, link);
    }

    /// <summary>The same network with another link between two nodes, both ways.</summary>
    public Network Between(NodeId one, NodeId other, Link link) => With(one, other, link).With(other, one, link);

    /// <summary>A delay stands for the network in which every message takes it.</summary>
    public static implicit operator Network(Delay delay) => new(new Link(delay));

    /// <summary>A link stands for the network in which all are like it.</summary>
    public static implicit operator Network(Link link) => new(link);
}
