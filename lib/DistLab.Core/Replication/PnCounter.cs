using DistLab.Protocols;

namespace DistLab.Replication;

/// <summary>
/// A counter that every node has a copy of, to be counted up and down anywhere: the PN-Counter of Shapiro, Preguiça, Baquero
/// and Zawirski, "A comprehensive study of Convergent and Commutative Replicated Data Types" (2011), specification 7.
/// </summary>
/// <remarks>
/// A node counts its own increments and decrements apart, and knows of each other node how far that one has come. Of two
/// copies the greater count of each node is the later one, so that merging them is taking the greater of each. That holds
/// only while no node's own count ever goes back: it is durable.
/// </remarks>
public sealed class PnCounter : Protocol<PnCounter.State, PnCounter.Message>
{
    private static readonly TimeToGossip TheTime = new();

    private readonly int _nodes;
    private readonly Delay _every;

    /// <summary>A copy on each of some nodes.</summary>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="every">How long a node waits before it sends its copy again.</param>
    public PnCounter(int nodes, Delay every)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentNullException.ThrowIfNull(every);
        _nodes = nodes;
        _every = every;
    }

    /// <summary>What a node remembers.</summary>
    /// <param name="Increments">What each node has added, as far as this one knows.</param>
    /// <param name="Decrements">What each node has taken away, as far as this one knows.</param>
    public sealed record State(ValueList<long> Increments, ValueList<long> Decrements)
    {
        /// <summary>What the counter shows here.</summary>
        public long Value => Increments.Sum() - Decrements.Sum();
    }

    /// <summary>What nodes and clients send.</summary>
    public abstract record Message;

    /// <summary>From a client: count.</summary>
    /// <param name="Request">By which number the client knows its request; the answer bears the same one.</param>
    /// <param name="Delta">How far; down when negative.</param>
    public sealed record Add(long Request, long Delta) : Message;

    /// <summary>From a client: what does the counter show?</summary>
    /// <param name="Request">By which number the client knows its request; the answer bears the same one.</param>
    public sealed record Read(long Request) : Message;

    /// <summary>From another node: my copy.</summary>
    /// <param name="State">All of it.</param>
    public sealed record Copy(State State) : Message;

    internal sealed record TimeToGossip : Message;

    /// <summary>The output: it is counted.</summary>
    /// <param name="Request">The number of the request.</param>
    public sealed record Added(long Request);

    /// <summary>The output: what the counter shows at this node.</summary>
    /// <param name="Request">The number of the request.</param>
    /// <param name="Value">The value.</param>
    public sealed record Answer(long Request, long Value);

    private State Zero => new([.. new long[_nodes]], [.. new long[_nodes]]);

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<Message> effects) => OnRestart(Zero, self, effects);

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        switch (message)
        {
            case Add add:
                effects.Output(new Added(add.Request));
                return add.Delta >= 0
                    ? state with { Increments = state.Increments.With(self.Index, state.Increments[self.Index] + add.Delta) }
                    : state with { Decrements = state.Decrements.With(self.Index, state.Decrements[self.Index] - add.Delta) };
            case Read read:
                effects.Output(new Answer(read.Request, state.Value));
                return state;
            case Copy copy:
                return new(Greater(state.Increments, copy.State.Increments), Greater(state.Decrements, copy.State.Decrements));
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
        effects.Send(Gossip.Partner(self, _nodes, effects), new Copy(state));
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
        return durable ?? Zero;
    }

    private static ValueList<long> Greater(ValueList<long> one, ValueList<long> other) => [.. one.Zip(other, Math.Max)];
}
