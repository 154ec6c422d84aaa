namespace DistLab.Checking.Search;

/// <summary>The strongly connected components of a region.</summary>
/// <remarks>Tarjan, "Depth-first search and linear graph algorithms" (1972), without recursion.</remarks>
internal sealed class Components
{
    private readonly Region _region;
    private readonly int[] _index;
    private readonly int[] _low;
    private readonly int[] _of;
    private readonly Stack<int> _open = new();
    private readonly Stack<(int Place, int Edge)> _path = new();
    private int _next;

    public Components(Region region)
    {
        _region = region;
        _index = new int[region.Count];
        _low = new int[region.Count];
        _of = new int[region.Count];
        Array.Fill(_of, -1);
        for (var root = 0; root < region.Count; root++)
        {
            if (_index[root] == 0)
                Visit(root);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The number of the component of a place.</summary>
    public int Of(int place) => _of[place];

    /// <summary>All places, component by component, and where each component begins; one entry more says where the last one ends.</summary>
    public (int[] Places, int[] Starts) Members()
    {
        var (places, starts) = (new int[_of.Length], new int[Count + 1]);
        foreach (var component in _of)
            starts[component + 1]++;
        for (var component = 0; component < Count; component++)
            starts[component + 1] += starts[component];
        var next = starts.AsSpan(0, Count).ToArray();
        for (var place = 0; place < _of.Length; place++)
            places[next[_of[place]]++] = place;
        return (places, starts);
    }

    private void Visit(int root)
    {
        _path.Push((root, 0));
        while (_path.TryPop(out var at))
        {
            var (place, edge) = at;
            if (_index[place] == 0)
            {
                _index[place] = _low[place] = ++_next;
                _open.Push(place);
            }
            if (FirstUnvisited(place, ref edge) is >= 0 and var target)
            {
                // The edge is looked at again when its target is done.
                _path.Push((place, edge));
                _path.Push((target, 0));
                continue;
            }
            if (_path.TryPeek(out var parent))
                _low[parent.Place] = Math.Min(_low[parent.Place], _low[place]);
            if (_low[place] == _index[place])
                Close(place);
        }
    }

    private int FirstUnvisited(int place, ref int edge)
    {
        for (var edges = _region.Edges(place); edge < edges.Length; edge++)
        {
            var target = edges[edge].Target;
            if (target < 0 || _of[target] >= 0)
                continue;
            if (_index[target] == 0)
                return target;
            _low[place] = Math.Min(_low[place], _index[target]);
        }
        return -1;
    }

    private void Close(int place)
    {
        while (_of[place] < 0)
            _of[_open.Pop()] = Count;
        Count++;
    }
}
