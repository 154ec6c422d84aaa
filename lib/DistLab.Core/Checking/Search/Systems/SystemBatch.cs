namespace DistLab.Checking.Search;

/// <summary>A batch of states of a transition system.</summary>
internal sealed class SystemBatch<TState>(SystemSpace<TState> space) : Batch<TState>(space.Options)
    where TState : notnull
{
    private readonly FingerprintTable _seen = space.Seen;
    private readonly Successors<TState> _successors = new(isDescribing: false);
    private readonly bool _asksForQuiet = space.Options.Properties.Any(property => property.Kind == PropertyKind.WhenQuiet);
    private Slot[] _states = new Slot[1024];
    private ulong[] _fingerprints = new ulong[16];
    private ulong[] _peeked = new ulong[16];

    /// <summary>How many bytes were allocated while states were generated.</summary>
    public long Allocated { get; private set; }

    /// <summary>How many states this batch has ever generated.</summary>
    public long EverGenerated { get; private set; }

    public TState State(int candidate) => _states[candidate].State;

    public void Start()
    {
        var ordinal = 0;
        foreach (var state in space.System.Initial)
        {
            Generated++;
            if (Options.Boundary?.Invoke(state) != false)
                Add(state, space.FingerprintOf(state), -1, ordinal);
            ordinal++;
        }
    }

    protected override void ForgetStates() => Array.Clear(_states, 0, Math.Min(Count, _states.Length));

    protected override bool TryExplore(int number)
    {
        var state = space[number];
        Generate(state);
        var successors = _successors.Entries;
        Fingerprint(successors);
        for (var i = 0; i < successors.Length; i++)
        {
            var next = successors[i].State;
            if (IsKnown(_fingerprints[i], _peeked[i], next) || Options.Boundary?.Invoke(next) == false)
                continue;
            if (Expands)
                Add(next, _fingerprints[i], number, i);
            else
                HasMore = true;
        }
        if (Expands)
            Generated += successors.Length;
        Judge(state, number, _asksForQuiet && IsQuiet(state, successors));
        return true;
    }

    private static bool IsQuiet(TState state, ReadOnlySpan<Successors<TState>.Entry> successors)
    {
        foreach (ref readonly var successor in successors)
        {
            if (successor.Fairness >= 0 && !EqualityComparer<TState>.Default.Equals(successor.State, state))
                return false;
        }
        return true;
    }

    private void Generate(TState state)
    {
        _successors.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            space.System.Next(state, _successors);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"{space.System.GetType().Name} fails in the state {state}: {e.Message}", e);
        }
        Allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        EverGenerated += _successors.Entries.Length;
    }

    private void Fingerprint(ReadOnlySpan<Successors<TState>.Entry> states)
    {
        if (states.Length > _fingerprints.Length)
        {
            _fingerprints = new ulong[states.Length * 2];
            _peeked = new ulong[states.Length * 2];
        }
        for (var i = 0; i < states.Length; i++)
            _fingerprints[i] = space.FingerprintOf(states[i].State);
        for (var i = 0; i < states.Length; i++)
            _peeked[i] = _seen.Peek(_fingerprints[i]);
    }

    private bool IsKnown(ulong fingerprint, ulong peeked, TState state) => _seen.Contains(fingerprint, peeked) && (!Options.IsExact || space.NumberOf(state) >= 0);

    private void Add(TState state, ulong fingerprint, int parent, int ordinal)
    {
        if (Count == _states.Length)
            Array.Resize(ref _states, Count * 2);
        _states[Count].State = state;
        AddCandidate(fingerprint, parent, ordinal);
    }

    // An array of structs takes a reference without asking for its type, as an array of references would.
    private struct Slot
    {
        public TState State;
    }
}
