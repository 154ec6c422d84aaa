namespace DistLab.Checking.Orders;

/// <summary>
/// An operation may come once none is left out that returned before it was called. Calls and returns stand in a linked list, from
/// which an operation is lifted when it comes: those that may come next are the calls before the first return.
/// </summary>
/// <remarks>Wing and Gong, "Testing and Verifying Concurrent Objects" (1993).</remarks>
internal sealed class RealTimeSchedule : Schedule
{
    private readonly int _count;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int[] _places;
    private readonly bool[] _returns;

    /// <param name="calls">The place of each operation's call.</param>
    /// <param name="returns">The place of each operation's return; <see cref="History.Never"/> for one that need not come.</param>
    public RealTimeSchedule(int[] calls, int[] returns)
    {
        _count = calls.Length;
        _next = new int[(2 * _count) + 2];
        _previous = new int[(2 * _count) + 2];
        _places = [.. calls, .. returns, -1, History.Never];
        _returns = [.. returns.Select(place => place != History.Never)];
        var entries = Enumerable.Range(0, 2 * _count).Where(entry => entry < _count || _returns[entry - _count]).ToArray();
        Array.Sort([.. entries.Select(entry => _places[entry])], entries);
        Link(entries);
    }

    public override int Progress
    {
        get
        {
            var entry = _next[Head];
            while (entry < _count)
                entry = _next[entry];
            return _places[entry];
        }
    }

    private int Head => 2 * _count;

    private int Tail => (2 * _count) + 1;

    public override void Candidates(List<int> candidates)
    {
        for (var entry = _next[Head]; entry < _count; entry = _next[entry])
            candidates.Add(entry);
    }

    public override void Take(int operation)
    {
        Lift(operation);
        if (_returns[operation])
            Lift(_count + operation);
    }

    public override void Undo(int operation)
    {
        if (_returns[operation])
            PutBack(_count + operation);
        PutBack(operation);
    }

    private void Link(int[] entries)
    {
        var last = Head;
        foreach (var entry in entries.Append(Tail))
        {
            _next[last] = entry;
            _previous[entry] = last;
            last = entry;
        }
    }

    private void Lift(int entry)
    {
        _next[_previous[entry]] = _next[entry];
        _previous[_next[entry]] = _previous[entry];
    }

    private void PutBack(int entry)
    {
        _next[_previous[entry]] = entry;
        _previous[_next[entry]] = entry;
    }
}
