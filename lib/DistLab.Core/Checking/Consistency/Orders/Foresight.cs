namespace DistLab.Checking.Orders;

/// <summary>Watches the answers that reads still have to get, and tells when one has become impossible.</summary>
internal sealed class Foresight
{
    /// <summary>With more calls than this that could bring an answer, it is never given up.</summary>
    private const int MostBringers = 16;

    private readonly ModelStates _space;
    private readonly TakenSet _taken;
    private readonly List<Wanted>[] _ofPart;
    private readonly Wanted?[] _ofRead;
    private readonly bool[] _showsInReadsOnly;

    public Foresight(ModelStates space, IReadOnlyList<SearchOperation> operations, TakenSet taken)
    {
        (_space, _taken) = (space, taken);
        _ofRead = new Wanted?[operations.Count];
        _ofPart = [.. Enumerable.Range(0, space.Parts).Select(_ => new List<Wanted>())];
        _showsInReadsOnly = [.. Enumerable.Repeat(true, space.Parts)];
        foreach (var operation in operations.Where(operation => !operation.IsRead && !space.IsBlind(operation)))
            _showsInReadsOnly[space.PartOf(operation)] = false;
        var known = new Dictionary<(int Part, Call Call, Value Result), Wanted?>();
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is not { IsRead: true, Result: { } result } read)
                continue;
            var key = (space.PartOf(read), read.Call, result);
            if (!known.TryGetValue(key, out var wanted))
                known[key] = wanted = Want(read, operations);
            _ofRead[i] = wanted;
            if (wanted is not null)
                wanted.Left++;
        }
    }

    /// <summary>A read has got its answer.</summary>
    public void Took(int operation)
    {
        if (_ofRead[operation] is { } wanted)
            wanted.Left--;
    }

    /// <summary>A read has lost its answer again.</summary>
    public void Undid(int operation)
    {
        if (_ofRead[operation] is { } wanted)
            wanted.Left++;
    }

    /// <summary>Whether some read of an object can no longer get its answer.</summary>
    public bool IsDoomed(int state, int part)
    {
        foreach (var wanted in _ofPart[part])
        {
            if (wanted.Left > 0 && !CanStillCome(wanted.Bringers) && !_space.IsOnTheWay(state, wanted.Read))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Whether no read still wants what an object has become. If its state shows in reads only, what led to it might as well be left out,
    /// as something has to overwrite it before the next read.
    /// </summary>
    public bool IsPointless(int state, int part)
    {
        if (!_showsInReadsOnly[part])
            return false;
        foreach (var wanted in _ofPart[part])
        {
            if (wanted.Left > 0 && _space.IsOnTheWay(state, wanted.Read))
                return false;
        }
        return true;
    }

    private Wanted? Want(SearchOperation read, IReadOnlyList<SearchOperation> operations)
    {
        var part = _space.PartOf(read);
        var bringers = Enumerable.Range(0, operations.Count)
            .Where(at => !operations[at].IsRead && _space.PartOf(operations[at]) == part && _space.CanBring(operations[at], read))
            .Take(MostBringers + 1).ToArray();
        if (bringers.Length > MostBringers)
        {
            _showsInReadsOnly[part] = false;
            return null;
        }
        var wanted = new Wanted(read, bringers);
        _ofPart[part].Add(wanted);
        return wanted;
    }

    private bool CanStillCome(int[] bringers)
    {
        foreach (var bringer in bringers)
        {
            if (!_taken.Has(bringer))
                return true;
        }
        return false;
    }

    private sealed class Wanted(SearchOperation read, int[] bringers)
    {
        public SearchOperation Read => read;

        public int[] Bringers => bringers;

        public int Left { get; set; }
    }
}
