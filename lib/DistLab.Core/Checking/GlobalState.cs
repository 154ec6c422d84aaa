using System.Text;
using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>
/// A state of the whole system, as conditions see it: all nodes' states and all messages under way. It is only good for the
/// length of the call that it is given to: the same object shows one state after the other.
/// </summary>
/// <typeparam name="TState">What one node remembers.</typeparam>
/// <typeparam name="TMessage">What nodes send to each other.</typeparam>
/// <typeparam name="THistory">What an observer remembers; <see cref="Nothing"/> without one.</typeparam>
public abstract class GlobalState<TState, TMessage, THistory>
    where TState : class
    where TMessage : class
{
    private protected GlobalState()
    {
    }

    /// <summary>How many nodes there are, up or down.</summary>
    public abstract int Nodes { get; }

    /// <summary>The states of the nodes that are up, in the nodes' order.</summary>
    public abstract IReadOnlyList<TState> States { get; }

    /// <summary>The messages under way, in an order that follows from the state; where messages keep their order, those from one node to another stand as they were sent.</summary>
    public abstract IReadOnlyList<Envelope<TMessage>> InFlight { get; }

    /// <summary>What the observer has made of the outputs so far.</summary>
    public abstract THistory History { get; }

    /// <summary>How many messages the network has lost.</summary>
    public abstract int Losses { get; }

    /// <summary>How many messages the network has doubled.</summary>
    public abstract int Duplications { get; }

    /// <summary>How many times a node has crashed.</summary>
    public abstract int Crashes { get; }

    /// <summary>The state of a node; <c>null</c> when it is down.</summary>
    public abstract TState? this[NodeId node] { get; }

    /// <summary>Whether a node is up.</summary>
    public abstract bool IsUp(NodeId node);

    /// <summary>The timers that run at a node.</summary>
    public abstract IReadOnlyList<TMessage> Timers(NodeId node);

    /// <summary>Node by node, and what is under way.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var node = 0; node < Nodes; node++)
            text.Append($"{new NodeId(node)}: {this[node]?.ToString() ?? "down"}; ");
        return text.Append($"under way: {(InFlight.Count == 0 ? "nothing" : string.Join(", ", InFlight))}").ToString();
    }
}
