using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Coordination;

/// <summary>Vector clocks along a trace: which events of others a node can know of.</summary>
internal sealed class CausalKnowledge
{
    private readonly Dictionary<long, int[]> _underWay = [];
    private int[][] _clocks = [];

    /// <summary>Takes note of a row. Only what can pass knowledge on counts.</summary>
    public void Read(in TraceRow row)
    {
        if (row.Kind == TraceKind.Send)
            _underWay[row.Message] = [.. Tick(row.Node)];
        else if (row.Kind == TraceKind.Receive && _underWay.Remove(row.Message, out var sent))
            Merge(Tick(row.Node), sent);
    }

    /// <summary>An event of its own at a node; what the node knows then.</summary>
    public int[] Event(NodeId node) => [.. Tick(node)];

    private int[] Tick(NodeId node)
    {
        if (node.Index >= _clocks.Length)
            Grow(node.Index + 1);
        var clock = _clocks[node.Index];
        clock[node.Index]++;
        return clock;
    }

    private static void Merge(int[] clock, int[] other)
    {
        for (var i = 0; i < Math.Min(clock.Length, other.Length); i++)
            clock[i] = Math.Max(clock[i], other[i]);
    }

    private void Grow(int nodes)
    {
        var clocks = new int[nodes][];
        for (var node = 0; node < nodes; node++)
        {
            clocks[node] = new int[nodes];
            if (node < _clocks.Length)
                _clocks[node].CopyTo(clocks[node], 0);
        }
        _clocks = clocks;
    }
}
