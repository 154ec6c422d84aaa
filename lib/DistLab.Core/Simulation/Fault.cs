using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>Something that goes wrong in a run, or is mended: a value that can be written down, compared and replayed.</summary>
public sealed record Fault
{
    private Fault(FaultKind kind, NodeId node, ValueList<ValueList<NodeId>> sides)
    {
        Kind = kind;
        Node = node;
        Sides = sides;
    }

    /// <summary>What happens.</summary>
    public FaultKind Kind { get; }

    /// <summary>The node that crashes or comes back; otherwise <see cref="NodeId.Outside"/>.</summary>
    public NodeId Node { get; }

    /// <summary>The sides of a partition; empty otherwise.</summary>
    public ValueList<ValueList<NodeId>> Sides { get; }

    /// <summary>The network is whole again.</summary>
    public static Fault Heal { get; } = new(FaultKind.Heal, NodeId.Outside, []);

    /// <summary>A node stops: its timers end, messages to it are lost, and all but its durable state is forgotten.</summary>
    public static Fault Crash(NodeId node) => new(FaultKind.Crash, node, []);

    /// <summary>A node comes back with its durable state; nothing happens if it is up.</summary>
    public static Fault Restart(NodeId node) => new(FaultKind.Restart, node, []);

    /// <summary>
    /// The network falls apart: messages pass within a side only, and those under way across the cut are lost. Nodes that are
    /// in no side form one more together. A partition replaces the one before it.
    /// </summary>
    public static Fault Partition(params IEnumerable<IEnumerable<NodeId>> sides) =>
        new(FaultKind.Partition, NodeId.Outside, [.. sides.Select(side => (ValueList<NodeId>)[.. side])]);

    /// <summary>The fault in words.</summary>
    public override string ToString() => Kind switch
    {
        FaultKind.Heal => "heal",
        FaultKind.Partition => "partition " + string.Join(" | ", Sides),
        _ => $"{(Kind == FaultKind.Crash ? "crash" : "restart")} {Node}",
    };
}
