namespace DistLab.Checking.Search;

/// <summary>
/// The states that a run can stay in while it avoids what it should come to, each at a place of its own, with the steps between
/// them and a shortest way to each.
/// </summary>
/// <param name="states">How many states there are in all.</param>
internal sealed class Region(int states)
{
    private const int BytesPerEdge = 12;
    private const int BytesPerPlace = 12;

    private readonly int[] _places = [.. Enumerable.Repeat(-1, states)];
    private readonly Table<int> _states = new();
    private readonly Table<int> _parents = new();
    private readonly Table<int> _ends = new();
    private readonly Table<Edge> _edges = new();

    public int Count => _states.Count;

    public long Bytes => ((long)BytesPerEdge * _edges.Items.Length) + ((long)BytesPerPlace * _states.Items.Length) + (4L * states);

    /// <summary>The number of the state at a place.</summary>
    public int StateAt(int place) => _states[place];

    /// <summary>The place before this one on a shortest way; −1 when the way begins here.</summary>
    public int Parent(int place) => _parents[place];

    /// <summary>The steps from a place, to other places.</summary>
    public ReadOnlySpan<Edge> Edges(int place)
    {
        var start = place == 0 ? 0 : _ends[place - 1];
        return _edges.Items.AsSpan(start, _ends[place] - start);
    }

    /// <summary>Adds a state, unless it is there, and returns its place.</summary>
    public int Add(int state, int parent)
    {
        if (_places[state] >= 0)
            return _places[state];
        _parents.Add(parent);
        return _places[state] = _states.Add(state);
    }

    /// <summary>Adds the steps, to states, from the first place that has none yet.</summary>
    public void AddEdges(ReadOnlySpan<Edge> edges)
    {
        var from = _ends.Count;
        foreach (var edge in edges)
            _edges.Add(edge.Target < 0 ? edge : edge with { Target = Add(edge.Target, from) });
        _ends.Add(_edges.Count);
    }
}
