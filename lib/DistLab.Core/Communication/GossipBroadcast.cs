using DistLab.Protocols;

namespace DistLab.Communication;

/// <summary>
/// Broadcast by flooding: who learns a value tells its neighbours, and tells them again until they have acknowledged it. All
/// nodes learn every value, however many messages are lost, as long as neighbours can talk at last.
/// </summary>
/// <remarks>A value is durable where it was learned, together with whom it must still be told; so a crash forgets nothing.</remarks>
public sealed class GossipBroadcast : Protocol<GossipBroadcast.State, GossipBroadcast.Message>
{
    private static readonly TellAgain TheTellAgain = new();

    private readonly int _nodes;
    private readonly Delay _retry;

    /// <summary>Nodes that are all neighbours of each other until they are told otherwise.</summary>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="retry">How long a node waits for an acknowledgement before it tells again: longer than a message and its answer take.</param>
    public GossipBroadcast(int nodes, Delay retry)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentNullException.ThrowIfNull(retry);
        _nodes = nodes;
        _retry = retry;
    }

    /// <summary>What a node remembers.</summary>
    /// <param name="Neighbours">Whom it tells.</param>
    /// <param name="Known">The values that it has learned, in their order.</param>
    /// <param name="Untold">For each neighbour, what it has not acknowledged yet.</param>
    public sealed record State(ValueList<NodeId> Neighbours, ValueList<string> Known, ValueList<ValueList<string>> Untold);

    /// <summary>What nodes and clients send.</summary>
    public abstract record Message;

    /// <summary>From a client: these are your neighbours.</summary>
    /// <param name="Request">By which number the client knows its request; the answer bears the same one.</param>
    /// <param name="Neighbours">Whom this node is to tell.</param>
    public sealed record SetNeighbours(long Request, ValueList<NodeId> Neighbours) : Message;

    /// <summary>From a client: let everybody know this.</summary>
    /// <param name="Request">By which number the client knows its request; the answer bears the same one.</param>
    /// <param name="Value">What.</param>
    public sealed record Broadcast(long Request, string Value) : Message;

    /// <summary>From a client: what do you know?</summary>
    /// <param name="Request">By which number the client knows its request; the answer bears the same one.</param>
    public sealed record Read(long Request) : Message;

    /// <summary>From a neighbour: did you know this?</summary>
    /// <param name="Values">What.</param>
    public sealed record Tell(ValueList<string> Values) : Message;

    /// <summary>From a neighbour: I know it now.</summary>
    /// <param name="Values">What.</param>
    public sealed record Acknowledge(ValueList<string> Values) : Message;

    internal sealed record TellAgain : Message;

    /// <summary>The output: it is done.</summary>
    /// <param name="Request">The number of the request.</param>
    public sealed record Done(long Request);

    /// <summary>The output: this is what the node knows.</summary>
    /// <param name="Request">The number of the request.</param>
    /// <param name="Values">The values, in their order.</param>
    public sealed record Answer(long Request, ValueList<string> Values);

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<Message> effects)
    {
        ValueList<NodeId> others = [.. Enumerable.Range(0, _nodes).Where(i => i != self.Index).Select(i => (NodeId)i)];
        return new(others, [], Nothing(others));
    }

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, Message message, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        switch (message)
        {
            case SetNeighbours topology:
                effects.Output(new Done(topology.Request));
                return OnNeighbours(state, topology.Neighbours, effects);
            case Broadcast broadcast:
                effects.Output(new Done(broadcast.Request));
                return Learn(state, from, [broadcast.Value], effects);
            case Read read:
                effects.Output(new Answer(read.Request, state.Known));
                return state;
            case Tell tell:
                effects.Send(from, new Acknowledge(tell.Values));
                return Learn(state, from, tell.Values, effects);
            case Acknowledge acknowledged:
                return OnAcknowledge(state, from, acknowledged.Values, effects);
            default:
                return state;
        }
    }

    /// <summary>No acknowledgement came in time: tell again all that is untold.</summary>
    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, Message timer, Effects<Message> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        for (var i = 0; i < state.Neighbours.Count; i++)
        {
            if (state.Untold[i].Count > 0)
                effects.Send(state.Neighbours[i], new Tell(state.Untold[i]));
        }
        Watch(state, effects);
        return state;
    }

    /// <inheritdoc/>
    public override State? Durable(State state) => state;

    /// <inheritdoc/>
    public override State OnRestart(State? durable, NodeId self, Effects<Message> effects)
    {
        var state = durable ?? Start(self, effects);
        Watch(state, effects);
        return state;
    }

    /// <summary>On learning something new: remember it, and tell all neighbours but the one that it came from.</summary>
    private State Learn(State state, NodeId from, ValueList<string> values, Effects<Message> effects)
    {
        ValueList<string> news = [.. values.Where(value => !SortedValues.Contains(state.Known, value))];
        if (news.Count == 0)
            return state;
        var untold = state.Untold;
        for (var i = 0; i < state.Neighbours.Count; i++)
        {
            if (state.Neighbours[i] == from)
                continue;
            effects.Send(state.Neighbours[i], new Tell(news));
            untold = untold.With(i, SortedValues.Union(untold[i], news));
        }
        state = state with { Known = SortedValues.Union(state.Known, news), Untold = untold };
        Watch(state, effects);
        return state;
    }

    private static State OnAcknowledge(State state, NodeId from, ValueList<string> values, Effects<Message> effects)
    {
        for (var i = 0; i < state.Neighbours.Count; i++)
        {
            if (state.Neighbours[i] == from)
                state = state with { Untold = state.Untold.With(i, SortedValues.Except(state.Untold[i], values)) };
        }
        if (state.Untold.All(untold => untold.Count == 0))
            effects.CancelTimer(TheTellAgain);
        return state;
    }

    // Who has become a neighbour late is told everything.
    private State OnNeighbours(State state, ValueList<NodeId> neighbours, Effects<Message> effects)
    {
        ValueList<ValueList<string>> untold = [.. neighbours.Select(node => state.Neighbours.Contains(node) ? UntoldTo(state, node) : state.Known)];
        state = state with { Neighbours = neighbours, Untold = untold };
        Watch(state, effects);
        return state;
    }

    private void Watch(State state, Effects<Message> effects)
    {
        if (state.Untold.Any(untold => untold.Count > 0))
            effects.SetTimer(TheTellAgain, _retry);
    }

    private static ValueList<string> UntoldTo(State state, NodeId node)
    {
        var place = 0;
        while (state.Neighbours[place] != node)
            place++;
        return state.Untold[place];
    }

    private static ValueList<ValueList<string>> Nothing(ValueList<NodeId> neighbours) => [.. neighbours.Select(_ => ValueList<string>.Empty)];
}
