using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Time;

/// <summary>
/// What happened before what in a run, and so may have caused it: the events of a trace, with their logical clocks. An event
/// happened before another when the same node did it earlier, when the one sent what the other received, or when a chain of such
/// steps leads from the one to the other.
/// </summary>
/// <remarks>Lamport 1978. Losses, crashes and changes of the network are no events of a node.</remarks>
public sealed class CausalHistory
{
    private readonly List<CausalEvent> _events = [];
    private readonly List<CausalEvent>[] _byNode;
    private readonly object?[] _initial;

    private CausalHistory(int nodes)
    {
        Nodes = nodes;
        _byNode = [.. Enumerable.Range(0, nodes).Select(_ => new List<CausalEvent>())];
        _initial = new object?[nodes];
    }

    /// <summary>How many nodes there are.</summary>
    public int Nodes { get; }

    /// <summary>All events, causes before effects.</summary>
    public IReadOnlyList<CausalEvent> Events => _events;

    /// <summary>The history of a trace, which must have kept all its rows.</summary>
    /// <exception cref="ArgumentException">The trace has dropped its first rows, or has none.</exception>
    public static CausalHistory Of(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (trace.Recorded > trace.Count)
            throw new ArgumentException($"The trace has dropped its first {trace.Recorded - trace.Count} rows. Keep all: Trace.KeepAll().", nameof(trace));
        if (trace.Count == 0)
            throw new ArgumentException("The trace is empty.", nameof(trace));
        var history = new CausalHistory(trace.Max(row => Math.Max(row.Node.Index, row.Message == 0 ? -1 : row.Peer.Index)) + 1);
        new CausalHistoryReader(history).Read(trace);
        return history;
    }

    /// <summary>The events of a node, in order.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such node.</exception>
    public IReadOnlyList<CausalEvent> Of(NodeId node) => _byNode[node.Index];

    /// <summary>A node's state before its first event; <c>null</c> where the trace keeps no states.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such node.</exception>
    public object? InitialState(NodeId node) => _initial[node.Index];

    /// <summary>How two events stand to each other; their vector clocks tell.</summary>
    public CausalOrder Compare(CausalEvent one, CausalEvent other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Vector.Compare(other.Vector);
    }

    /// <summary>All pairs of concurrent events, the earlier one first.</summary>
    public IEnumerable<(CausalEvent One, CausalEvent Other)> ConcurrentPairs() =>
        from one in _events
        from other in _events.Skip(one.Number + 1)
        where Compare(one, other) == CausalOrder.Concurrent
        select (one, other);

    /// <summary>Whether a rule tells from two vector clocks, for every pair of events, if the first happened before the second.</summary>
    /// <param name="before">The rule.</param>
    public bool IsToldBy(Func<VectorClock, VectorClock, bool> before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return Events.All(one => Events.All(other => before(one.Vector, other.Vector) == (Compare(one, other) == CausalOrder.Before)));
    }

    /// <summary>The hybrid logical clock of every event, in the order of <see cref="Events"/>.</summary>
    /// <param name="clocks">The nodes' physical clocks; they are read at the events' true times and must not have been set in the run.</param>
    public IReadOnlyList<HybridClock> HybridClocks(Func<NodeId, DriftingClock> clocks)
    {
        ArgumentNullException.ThrowIfNull(clocks);
        var physical = Enumerable.Range(0, Nodes).Select(node => clocks(node)).ToList();
        // Before its first event a node knows of no time at all; a clock that is behind may show one before zero.
        var now = Enumerable.Repeat(new HybridClock(new(long.MinValue), 0), Nodes).ToArray();
        var sent = new Dictionary<long, HybridClock>();
        var all = new List<HybridClock>(_events.Count);
        foreach (var e in _events)
        {
            var (node, reading) = (e.Node.Index, physical[e.Node.Index].Read(e.At));
            now[node] = sent.TryGetValue(e.Received, out var message) ? now[node].Receive(message, reading) : now[node].Tick(reading);
            foreach (var one in e.Sent)
                sent[one.Number] = now[node];
            all.Add(now[node]);
        }
        return all;
    }

    /// <summary>The cut of all events up to a true time: always a consistent one, but nobody in the system can take it.</summary>
    public Cut CutAt(Instant time) => CutBy(_ => time);

    /// <summary>The cut of every node's events up to a true time of its own, such as that at which its clock shows noon.</summary>
    public Cut CutBy(Func<NodeId, Instant> time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new(this, [.. Enumerable.Range(0, Nodes).Select(node => _byNode[node].Count(e => e.At <= time(node)))]);
    }

    /// <summary>The cut of every node's events up to the first that is as described, this one included; of a node without one, no events.</summary>
    public Cut CutAfter(Func<CausalEvent, bool> last)
    {
        ArgumentNullException.ThrowIfNull(last);
        return new(this, [.. _byNode.Select(events => events.FindIndex(e => last(e)) + 1)]);
    }

    internal CausalEvent Add(in TraceRow row, CausalEvent? sender)
    {
        var own = _byNode[row.Node.Index];
        var (lamport, vector) = own.Count == 0 ? (default, VectorClock.Zero(Nodes)) : (own[^1].Lamport, own[^1].Vector);
        var added = sender is null
            ? new CausalEvent(_events.Count, own.Count + 1, row, lamport.Tick(), vector.Tick(row.Node))
            : new CausalEvent(_events.Count, own.Count + 1, row, lamport.Receive(sender.Lamport), vector.Receive(sender.Vector, row.Node));
        // A node that changes nothing is in the state that it was in.
        added.State = own.Count == 0 ? _initial[row.Node.Index] : own[^1].State;
        own.Add(added);
        _events.Add(added);
        return added;
    }

    internal void SetInitial(NodeId node, object? state) => _initial[node.Index] = state;
}
