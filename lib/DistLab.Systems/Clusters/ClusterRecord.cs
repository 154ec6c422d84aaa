using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Systems;

/// <summary>All that a cluster's nodes have told so far, and what happened to them; bounded. For any thread.</summary>
internal sealed class ClusterRecord
{
    private readonly Lock _lock = new();
    private readonly List<NodeRow>[] _rows;
    private readonly long[] _steps;
    private readonly bool[] _isUp;
    private readonly List<NodeOutput> _outputs = [];
    private readonly int _capacity;
    private readonly bool _isWhole;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;
    private long _forgotten;
    private (long Version, NodeRow[] Rows) _merged;

    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="capacity">How many rows are kept of each, at least.</param>
    /// <param name="isWhole">Whether the nodes tell all that they do, so that what depends on something not heard yet has to wait.</param>
    public ClusterRecord(int nodes, int capacity, bool isWhole)
    {
        _capacity = capacity;
        _isWhole = isWhole;
        // One more for what happens to the network.
        _rows = [.. Enumerable.Range(0, nodes + 1).Select(_ => new List<NodeRow>())];
        _steps = new long[nodes];
        _isUp = new bool[nodes];
    }

    /// <summary>The outputs so far; if they were more than the capacity, the last.</summary>
    public IReadOnlyList<NodeOutput> Outputs
    {
        get
        {
            lock (_lock)
                return [.. _outputs];
        }
    }

    /// <summary>Done when something has happened since the call.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
                return _changed.Task;
        }
    }

    private int Nodes => _isUp.Length;

    /// <summary>How many steps a node has taken, as far as it has told.</summary>
    public long StepsOf(NodeId node)
    {
        lock (_lock)
            return _steps[node.Index];
    }

    /// <summary>Whether a node has told anything in its present life.</summary>
    public bool HasBegun(NodeId node)
    {
        lock (_lock)
            return _isUp[node.Index];
    }

    /// <summary>The outputs from a number on, counted from the cluster's start; the number moves beyond them.</summary>
    public IReadOnlyList<NodeOutput> OutputsFrom(ref long number)
    {
        lock (_lock)
        {
            var skipped = (int)Math.Max(0, number - _forgotten);
            number = _forgotten + _outputs.Count;
            return [.. _outputs.Skip(skipped)];
        }
    }

    /// <summary>Takes what a node tells.</summary>
    public void Add(NodeId node, IReadOnlyList<NodeRow> rows)
    {
        lock (_lock)
        {
            _isUp[node.Index] = true;
            _rows[node.Index].AddRange(rows);
            _steps[node.Index] = rows[^1].Clock[node.Index];
            foreach (var row in rows)
            {
                if (row.Kind == TraceKind.Output)
                    _outputs.Add(new(row.At, row.Node, row.Content!));
            }
            Trim(_rows[node.Index]);
            _forgotten += Trim(_outputs);
            Change();
        }
    }

    /// <summary>A node's process is gone: it will tell nothing more.</summary>
    public void AddCrash(NodeId node, Instant at)
    {
        lock (_lock)
        {
            _isUp[node.Index] = false;
            var rows = _rows[node.Index];
            var clock = rows.Count > 0 ? (long[])rows[^1].Clock.Clone() : new long[Nodes];
            clock[node.Index] = ++_steps[node.Index];
            rows.Add(new(rows.Count > 0 && rows[^1].At > at ? rows[^1].At : at, TraceKind.Crash, node, NodeId.Outside, 0, null, clock));
            Change();
        }
    }

    /// <summary>Something happened to the network, or to a message in it.</summary>
    public void AddNetwork(NodeRow row)
    {
        lock (_lock)
        {
            var rows = _rows[Nodes];
            rows.Add(rows.Count > 0 && rows[^1].At > row.At ? row with { At = rows[^1].At } : row);
            Trim(rows);
            Change();
        }
    }

    /// <summary>Something happened that is no row.</summary>
    public void Notify()
    {
        lock (_lock)
            Change();
    }

    /// <summary>All rows in one order; see <see cref="TraceMerger"/>.</summary>
    public NodeRow[] Merge()
    {
        NodeRow[][] rows;
        bool[] isUp;
        long version;
        lock (_lock)
        {
            if (_merged.Rows is not null && _merged.Version == _version)
                return _merged.Rows;
            rows = [.. _rows.Select(stream => stream.ToArray())];
            isUp = [.. _isUp];
            version = _version;
        }
        var merged = new TraceMerger(rows, Nodes, node => _isWhole && isUp[node]).Merge().ToArray();
        lock (_lock)
            _merged = (version, merged);
        return merged;
    }

    private int Trim<T>(List<T> list)
    {
        // Half at a time, so that it costs little for each.
        var count = list.Count > 2 * _capacity ? list.Count - _capacity : 0;
        list.RemoveRange(0, count);
        return count;
    }

    private void Change()
    {
        _version++;
        _changed.TrySetResult();
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
