using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>All that faults do to the network now: sides, cuts, what happens to messages, slow nodes.</summary>
internal sealed class LinkConditions(int nodes)
{
    private readonly List<Fault> _inForce = [];
    private readonly Dictionary<(int From, int To), LinkCondition> _known = [];
    private readonly List<(Fault Fault, int Left)> _single = [];
    private int[]? _side;
    private double[]? _slowness;

    public void Apply(Fault fault)
    {
        _known.Clear();
        switch (fault.Kind)
        {
            case FaultKind.Partition:
                _side = SidesOf(fault);
                break;
            case FaultKind.Heal:
                _side = null;
                _inForce.RemoveAll(other => other.Kind is FaultKind.Cut or FaultKind.Mend);
                break;
            case FaultKind.Slow:
                _slowness ??= [.. Enumerable.Repeat(1.0, nodes)];
                _slowness[fault.Node.Index] = fault.Amount;
                break;
            case var _ when fault.Nth > 0:
                _single.Add((fault, fault.Nth));
                break;
            default:
                if (fault.Links == LinkSet.All)
                    _inForce.RemoveAll(other => other.Kind == fault.Kind || (fault.Kind == FaultKind.Mend && other.Kind == FaultKind.Cut));
                _inForce.Add(fault);
                break;
        }
    }

    public bool IsCut(int from, int to) => (_side is { } side && side[from] != side[to]) || Of(from, to).IsCut;

    public LinkCondition Of(int from, int to)
    {
        if (_inForce.Count == 0)
            return default;
        if (!_known.TryGetValue((from, to), out var condition))
        {
            foreach (var fault in _inForce.Where(fault => fault.Links!.Contains(from, to)))
                condition = condition.After(fault);
            _known[(from, to)] = condition;
        }
        return condition;
    }

    public double Slowness(int from, int to) => _slowness is { } slow ? slow[from] * slow[to] : 1;

    /// <summary>The faults that fall upon the message that is sent now, and on no other.</summary>
    public IReadOnlyList<Fault> TakeSingle(NodeId from, NodeId to)
    {
        if (_single.Count == 0)
            return [];
        var taken = new List<Fault>();
        for (var i = 0; i < _single.Count; i++)
        {
            if (!_single[i].Fault.Links!.Contains(from, to))
                continue;
            _single[i] = _single[i] with { Left = _single[i].Left - 1 };
            if (_single[i].Left == 0)
                taken.Add(_single[i].Fault);
        }
        _single.RemoveAll(single => single.Left == 0);
        return taken;
    }

    private int[] SidesOf(Fault partition)
    {
        var sides = new int[nodes];
        for (var side = 0; side < partition.Sides.Count; side++)
        {
            foreach (var node in partition.Sides[side])
                sides[node.Index] = side + 1;
        }
        return sides;
    }
}
