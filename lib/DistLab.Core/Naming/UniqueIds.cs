using DistLab.Protocols;

namespace DistLab.Naming;

/// <summary>
/// Names that no two nodes ever give out twice, without a message between them: each node counts for itself, and its place
/// among the nodes is part of the name.
/// </summary>
/// <remarks>
/// A node that crashed must not count from the start again. It would be slow to make every name durable, so a node reserves a
/// block of them at a time, and makes only that durable; a crash skips what is left of the block (the "hi/lo" of databases).
/// </remarks>
public sealed class UniqueIds : Protocol<UniqueIds.State, UniqueIds.Generate>
{
    private readonly int _nodes;
    private readonly int _block;

    /// <summary>A generator on each of some nodes.</summary>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="block">How many names are reserved at a time.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no node, or nothing is reserved.</exception>
    public UniqueIds(int nodes, int block = 1_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        _nodes = nodes;
        _block = block;
    }

    /// <summary>What a node remembers.</summary>
    /// <param name="Next">How many names it has given out or skipped.</param>
    /// <param name="Reserved">How many it may give out before it must reserve more.</param>
    public sealed record State(long Next, long Reserved);

    /// <summary>From a client: a name, please.</summary>
    /// <param name="Request">By which number the client knows its request; the answer bears the same one.</param>
    public sealed record Generate(long Request);

    /// <summary>The output: a name.</summary>
    /// <param name="Request">The number of the request.</param>
    /// <param name="Id">The name, which nobody else gets.</param>
    public sealed record Generated(long Request, long Id);

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<Generate> effects) => new(0, 0);

    /// <summary>On a request: the next name of this node's own, after reserving more if need be.</summary>
    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, Generate message, Effects<Generate> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(effects);
        if (state.Next == state.Reserved)
            state = state with { Reserved = state.Reserved + _block };
        effects.Output(new Generated(message.Request, (state.Next * _nodes) + self.Index));
        return state with { Next = state.Next + 1 };
    }

    /// <summary>What is reserved is durable, and taken for given out.</summary>
    /// <inheritdoc/>
    public override State? Durable(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(state.Reserved, state.Reserved);
    }
}
