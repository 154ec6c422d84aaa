using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// Chandy and Lamport's snapshots, added to any protocol, which goes on meanwhile and notices nothing. A node records its state
/// and sends a marker to everybody; who gets a first marker does the same; what comes over a channel after a node has recorded its
/// state, and before that channel's marker, was under way. The states and messages that are recorded make a consistent cut.
/// </summary>
/// <remarks>
/// Chandy and Lamport 1985, "Distributed Snapshots: Determining Global States of Distributed Systems". Every node has a channel to every other. The
/// channels must keep their order (<see cref="Simulation.Link.InOrder"/>) and lose nothing; what a node sends to itself, and what
/// comes from outside, is no message of a channel. A node outputs <see cref="StateRecorded"/> and, at the end, its
/// <see cref="LocalSnapshot{TState, TMessage}"/>.
/// </remarks>
/// <typeparam name="TState">What a node of the protocol remembers.</typeparam>
/// <typeparam name="TMessage">What its nodes send.</typeparam>
public sealed class ChandyLamport<TState, TMessage> : Protocol<ChandyLamport<TState, TMessage>.State, SnapshotMessage<TMessage>>
    where TState : class
    where TMessage : class
{
    private static readonly SnapshotMessage<TMessage>.Begin TheBegin = new();

    private readonly Protocol<TState, TMessage> _protocol;
    private readonly int _nodes;

    /// <summary>Adds snapshots to a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="nodes">How many nodes there are, 2 … 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public ChandyLamport(Protocol<TState, TMessage> protocol, int nodes)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, 64);
        _protocol = protocol;
        _nodes = nodes;
    }

    /// <summary>Who takes the snapshots; by default P0.</summary>
    public NodeId Initiator { get; init; }

    /// <summary>When the first is taken; by default at once.</summary>
    public Delay First { get; init; } = Delay.None;

    /// <summary>How long it is from one to the next; by default there is but one.</summary>
    public Delay? Every { get; init; }

    /// <summary>Whether the messages under way are recorded; by default they are. To leave them out is to lose them.</summary>
    public bool RecordsChannels { get; init; } = true;

    /// <summary>How long a node holds its markers back after it has recorded its state; by default it sends them before it does anything else, as it must.</summary>
    public Delay? HoldsMarkers { get; init; }

    /// <summary>What a node remembers.</summary>
    /// <param name="Inner">What it remembers of the protocol itself.</param>
    /// <param name="Last">The number of the last snapshot for which it has recorded its state; 0 when there is none.</param>
    /// <param name="Recordings">Its parts of snapshots that are not complete.</param>
    public sealed record State(TState Inner, int Last, ValueList<LocalSnapshot<TState, TMessage>> Recordings);

    /// <inheritdoc/>
    public override State Start(NodeId self, Effects<SnapshotMessage<TMessage>> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (self == Initiator)
            effects.SetTimer(TheBegin, First);
        return new(Act(effects, inner => _protocol.Start(self, inner)), 0, []);
    }

    /// <inheritdoc/>
    public override State OnMessage(State state, NodeId self, NodeId from, SnapshotMessage<TMessage> message, Effects<SnapshotMessage<TMessage>> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        if (message is SnapshotMessage<TMessage>.Marker marker)
            return OnMarker(state, self, from, marker.Number, effects);
        var content = ((SnapshotMessage<TMessage>.Application)message).Content;
        return Recorded(state, from, content) with { Inner = Act(effects, inner => _protocol.OnMessage(state.Inner, self, from, content, inner)) };
    }

    /// <inheritdoc/>
    public override State OnTimer(State state, NodeId self, SnapshotMessage<TMessage> timer, Effects<SnapshotMessage<TMessage>> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(effects);
        switch (timer)
        {
            case SnapshotMessage<TMessage>.Begin:
                if (Every is not null)
                    effects.SetTimer(TheBegin, Every);
                return Record(state, self, state.Last + 1, effects);
            case SnapshotMessage<TMessage>.SendMarkers markers:
                Send(self, markers.Number, effects);
                return state;
            default:
                var content = ((SnapshotMessage<TMessage>.Application)timer).Content;
                return state with { Inner = Act(effects, inner => _protocol.OnTimer(state.Inner, self, content, inner)) };
        }
    }

    /// <inheritdoc/>
    public override State OnClock(State state, NodeId self, SnapshotMessage<TMessage> occasion, Instant reading, Effects<SnapshotMessage<TMessage>> effects)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(occasion);
        ArgumentNullException.ThrowIfNull(effects);
        var content = ((SnapshotMessage<TMessage>.Application)occasion).Content;
        return state with { Inner = Act(effects, inner => _protocol.OnClock(state.Inner, self, content, reading, inner)) };
    }

    /// <summary>Marker sending rule: record the state, and send a marker over every channel before anything else.</summary>
    private State Record(State state, NodeId self, int number, Effects<SnapshotMessage<TMessage>> effects)
    {
        effects.Output(new StateRecorded(number));
        if (HoldsMarkers is null)
            Send(self, number, effects);
        else
            effects.SetTimer(new SnapshotMessage<TMessage>.SendMarkers(number), HoldsMarkers);
        var part = new LocalSnapshot<TState, TMessage>(number, self, state.Inner, NodeSet.First(_nodes).Remove(self), []);
        return state with { Last = number, Recordings = state.Recordings.Add(part) };
    }

    /// <summary>Marker receiving rule: at the first, record the state, that channel being empty; at every one, that channel is done.</summary>
    private State OnMarker(State state, NodeId self, NodeId from, int number, Effects<SnapshotMessage<TMessage>> effects)
    {
        if (number > state.Last)
            state = Record(state, self, number, effects);
        if (state.Recordings.FirstOrDefault(part => part.Number == number) is not { } recording)
            return state;
        var done = recording with { Open = recording.Open.Remove(from) };
        if (done.Open.Count > 0)
            return state with { Recordings = [.. state.Recordings.Select(part => part.Number == number ? done : part)] };
        effects.Output(done);
        return state with { Recordings = state.Recordings.Remove(recording) };
    }

    private State Recorded(State state, NodeId from, TMessage content) => !RecordsChannels || state.Recordings.Count == 0
        ? state
        : state with { Recordings = [.. state.Recordings.Select(part => part.Open.Contains(from) ? part with { Messages = part.Messages.Add(new(from, content)) } : part)] };

    private void Send(NodeId self, int number, Effects<SnapshotMessage<TMessage>> effects)
    {
        for (var node = 0; node < _nodes; node++)
        {
            if (node != self.Index)
                effects.Send(node, new SnapshotMessage<TMessage>.Marker(number));
        }
    }

    private static TState Act(Effects<SnapshotMessage<TMessage>> effects, Func<Effects<TMessage>, TState> handle) => InnerEffects.Run(
        effects, handle, message => new SnapshotMessage<TMessage>.Application(message), message => (SnapshotMessage<TMessage>)new SnapshotMessage<TMessage>.Application(message));
}
