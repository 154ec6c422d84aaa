using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>
/// Puts the nodes' own traces into one order, in which no row comes before one that caused it, whatever the nodes' wall clocks
/// showed; among rows that do not depend on each other, the earlier comes first.
/// </summary>
/// <remarks>
/// The order is a linear extension of Lamport's happened-before (1978), known from vector clocks. A row whose time is before
/// that of a row it follows gets the latter's time. While nodes run, what has reached us of some may depend on what has not yet
/// reached us of others: those rows wait, so that the trace is a consistent cut at all times (Chandy and Lamport 1985).
/// </remarks>
internal sealed class TraceMerger
{
    private readonly IReadOnlyList<NodeRow>[] _streams;
    private readonly int _nodes;
    private readonly int[] _next;
    private readonly Func<int, bool> _mayFollow;

    /// <param name="streams">The trace of each node; after those, of what is no node.</param>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="mayFollow">Whether more rows may come of a node, so that what depends on them has to wait.</param>
    public TraceMerger(IReadOnlyList<IReadOnlyList<NodeRow>> streams, int nodes, Func<int, bool> mayFollow)
    {
        _streams = [.. streams];
        _nodes = nodes;
        _next = new int[_streams.Length];
        _mayFollow = mayFollow;
    }

    /// <summary>The rows in their order, with their times put right.</summary>
    public IEnumerable<NodeRow> Merge()
    {
        var at = Instant.Zero;
        while (NextStream() is >= 0 and var stream)
        {
            var row = _streams[stream][_next[stream]++];
            at = row.At > at ? row.At : at;
            yield return row with { At = at };
        }
    }

    private int NextStream()
    {
        var best = -1;
        for (var stream = 0; stream < _streams.Length; stream++)
        {
            if (_next[stream] < _streams[stream].Count
                && (best < 0 || Head(stream).At < Head(best).At)
                && IsReady(stream))
                best = stream;
        }
        return best;
    }

    private NodeRow Head(int stream) => _streams[stream][_next[stream]];

    private bool IsReady(int stream)
    {
        var clock = Head(stream).Clock;
        for (var node = 0; node < _nodes && node < clock.Length; node++)
        {
            if (node != stream && !HasTaken(node, clock[node]))
                return false;
        }
        return true;
    }

    /// <summary>Whether all rows of a node's first so many steps are out.</summary>
    private bool HasTaken(int node, long steps)
    {
        if (_next[node] < _streams[node].Count)
            return Head(node).Clock[node] > steps;
        var seen = _streams[node].Count == 0 ? 0 : _streams[node][^1].Clock[node];
        return steps <= seen || !_mayFollow(node);
    }
}
