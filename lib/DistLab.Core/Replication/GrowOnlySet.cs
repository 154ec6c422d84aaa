using DistLab.Communication;
using DistLab.Protocols;

namespace DistLab.Replication;

/// <summary>
/// A set that every node has a copy of, and to which elements are only added: the G-Set of Shapiro, Preguiça, Baquero and
/// Zawirski, "A comprehensive study of Convergent and Commutative Replicated Data Types" (2011), specification 11.
/// </summary>
/// <remarks>
/// Every now and then a node sends its copy to another one, chosen at random, which takes the union. Union is associative,
/// commutative and idempotent: messages may be lost, late, doubled and out of order, and all copies become equal all the same.
/// </remarks>
public sealed class GrowOnlySet : Protocol<GrowOnlySet.State, GrowOnlySet.Message>
{
    private static readonly TimeToGossip TheTime = new();

    private readonly int _nodes;
    private readonly Delay _every;

    /// <summary>A copy on each of some nodes.</summary>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="every">How long a node waits before it sends its copy again.</param>
    public GrowOnlySet(int nodes, Delay every)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentNullException.ThrowIfNull(every);
        _nodes = nodes;
        _every = every;
    }

    /// <summary>What a node remembers.</summary>
    /// <param name="Elements">Its copy, in order.</param>
    public sealed record State(ValueList<string> Elements);

    /// <summary>What nodes and clients send.</summary>
    public abstract record Message;

    /// <summary>From a client: add this.</summary>
    /// <param name="Request">By which number the client knows its request; the answer bears the same one.</param>
    /// <param name="Element">What.</param>
    public sealed record Add(long Request, string Element) : Message;

    /// <summary>From a client: what is in the set?</summary>
    /// <param name="Request">By which number the client knows its request; the answer bears the same one.</param>
    public sealed record Read(long Request) : Message;

    /// <summary>From another node: my copy.</summary>
    /// <param name="Elements">All of it.</param>
    public sealed record Copy(ValueList<string> Elements) : Message;

    internal sealed record TimeToGossip : Message;

    /// <summary>The output: it is added.</summary>
    /// <param name="Request">The number of the request.</param>
    public sealed record Added(long Request);

    /// <summary>The output: what this node's copy holds.</summary>
    /// <param name="Request">The number of the request.</param>
    /// <param name="Elements">The elements, in order.</param>
    public sealed record Answer(long Request, ValueList<string> Elements);

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<Message> effects) => OnRestart(new([]), self, effects);

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        switch (message)
        {
            case Add add:
                effects.Output(new Added(add.Request));
                return new(SortedValues.Union(state.Elements, [add.Element]));
            case Read read:
                effects.Output(new Answer(read.Request, state.Elements));
                return state;
            case Copy copy:
                return new(SortedValues.Union(state.Elements, copy.Elements));
            default:
                return state;
        }
    }

    /// <summary>Every now and then: send the copy to another node.</summary>
    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, Message timer, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        effects.Send(Gossip.Partner(self, _nodes, effects), new Copy(state.Elements));
        effects.SetTimer(TheTime, _every);
        return state;
    }

    /// <inheritdoc/>
    public override State? Durable(State state) => state;

    /// <inheritdoc/>
    public override State OnRestart(State? durable, NodeId self, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (_nodes > 1)
            effects.SetTimer(TheTime, _every);
        return durable ?? new([]);
    }
}
