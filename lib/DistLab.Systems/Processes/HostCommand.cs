using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>What the cluster tells a node's process.</summary>
internal abstract record HostCommand
{
    /// <summary>Be this node, as yet without acting.</summary>
    public sealed record Become(NodeOrders Orders, ShippedProgram Program) : HostCommand;

    /// <summary>The nodes are at these addresses.</summary>
    public sealed record Connect(ValueList<string> Addresses) : HostCommand;

    /// <summary>Begin.</summary>
    public sealed record Go : HostCommand;

    /// <summary>A message has come from outside.</summary>
    public sealed record Inject(long Number, byte[] Message) : HostCommand;

    /// <summary>Tell the state.</summary>
    public sealed record AskState(int Question) : HostCommand;
}
