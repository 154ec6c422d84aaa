using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// A cut through a run: of every node, its first so many events. It is consistent when with every event it has all that happened
/// before it: no message was received in it that was not sent in it. Only then can the system have been in the state that it shows.
/// </summary>
/// <remarks>Mattern 1989; Coulouris et al., 5th ed., §14.5.</remarks>
public sealed class Cut
{
    private readonly CausalHistory _history;

    /// <summary>A cut.</summary>
    /// <param name="history">The run.</param>
    /// <param name="counts">How many events of each node are in it.</param>
    /// <exception cref="ArgumentException">There are not as many counts as nodes, or a node has not so many events.</exception>
    public Cut(CausalHistory history, ValueList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count != history.Nodes || counts.Where((count, node) => count < 0 || count > history.Of(node).Count).Any())
            throw new ArgumentException($"A cut of {history.Nodes} nodes has for each at most as many events as it has: {counts} does not fit.", nameof(counts));
        _history = history;
        Counts = counts;
    }

    /// <summary>How many events of each node are in it.</summary>
    public ValueList<int> Counts { get; }

    /// <summary>Whether it is consistent.</summary>
    public bool IsConsistent => Frontier.All(e => e.Vector.Counts.Zip(Counts, (known, had) => known <= had).All(fits => fits));

    /// <summary>The last event of each node in it; nodes without one are left out.</summary>
    public IEnumerable<CausalEvent> Frontier => Enumerable.Range(0, _history.Nodes).Where(node => Counts[node] > 0).Select(node => _history.Of(node)[Counts[node] - 1]);

    /// <summary>The messages that were received in it and not sent in it: they come from its future, and make it inconsistent.</summary>
    public IReadOnlyList<SentMessage> FromTheFuture
    {
        get
        {
            var received = _history.Events.Where(e => e.Received != 0 && Contains(e)).Select(e => e.Received).ToHashSet();
            return [.. _history.Events.Where(e => !Contains(e)).SelectMany(e => e.Sent).Where(message => received.Contains(message.Number))];
        }
    }

    /// <summary>The messages that were sent in it and not received in it: the state of the channels. A message that was lost counts, too.</summary>
    public IReadOnlyList<SentMessage> InTransit
    {
        get
        {
            var received = _history.Events.Where(e => e.Received != 0 && Contains(e)).Select(e => e.Received).ToHashSet();
            return [.. _history.Events.Where(Contains).SelectMany(e => e.Sent).Where(message => !received.Contains(message.Number))];
        }
    }

    /// <summary>Whether an event is in it.</summary>
    public bool Contains(CausalEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.Index <= Counts[e.Node.Index];
    }

    /// <summary>A node's state at the cut; of a trace that keeps states.</summary>
    /// <typeparam name="TState">What a node remembers.</typeparam>
    /// <exception cref="InvalidOperationException">The trace keeps no states, or other ones.</exception>
    public TState State<TState>(NodeId node)
        where TState : class
    {
        var count = Counts[node.Index];
        var state = count == 0 ? _history.InitialState(node) : _history.Of(node)[count - 1].State;
        return state as TState ?? throw new InvalidOperationException($"The trace has no {typeof(TState).Name} of {node}. Record it with Trace.KeepAll(states: true).");
    }

    /// <summary>For example <c>cut [2, 1, 0]</c>.</summary>
    public override string ToString() => $"cut {Counts}";
}
