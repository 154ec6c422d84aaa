using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Coordination;

/// <summary>Something that an experiment has happen at an exact time: an application's call, a fault, a message from nowhere.</summary>
public sealed record Planned
{
    private Planned(Duration at, NodeId node, MutexMessage? message, Fault? fault)
    {
        At = at;
        Node = node;
        Message = message;
        Fault = fault;
    }

    /// <summary>When, from the start of the run.</summary>
    public Duration At { get; }

    /// <summary>To which node.</summary>
    public NodeId Node { get; }

    internal MutexMessage? Message { get; }

    internal Fault? Fault { get; }

    /// <summary>The node's application calls <c>enter()</c>.</summary>
    public static Planned Enter(NodeId node, Duration at) => new(at, node, MutexMessage.Enter, null);

    /// <summary>The node's application calls <c>exit()</c>.</summary>
    public static Planned Exit(NodeId node, Duration at) => new(at, node, MutexMessage.Exit, null);

    /// <summary>The node's application calls <c>enter()</c> and tells another one's, which then calls it, too.</summary>
    public static Planned EnterAndTell(NodeId node, NodeId other, Duration at) => new(at, node, MutexMessage.EnterAndTell(other), null);

    /// <summary>A failure detector tells the node that another one has crashed, be it true or not.</summary>
    public static Planned Suspect(NodeId node, NodeId suspected, Duration at) => new(at, node, MutexMessage.Suspect(suspected), null);

    /// <summary>A second token reaches a process of a ring, made by somebody who took the first for lost.</summary>
    public static Planned SecondToken(NodeId node, Duration at) => new(at, node, TokenRingMutex.Token, null);

    /// <summary>The node crashes.</summary>
    public static Planned Crash(NodeId node, Duration at) => new(at, node, null, Fault.Crash(node));

    /// <summary>The node comes back, having forgotten everything.</summary>
    public static Planned Restart(NodeId node, Duration at) => new(at, node, null, Fault.Restart(node));
}
