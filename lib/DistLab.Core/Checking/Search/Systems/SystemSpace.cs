namespace DistLab.Checking.Search;

/// <summary>The states of a transition system.</summary>
internal sealed class SystemSpace<TState> : StateSpace<TState>
    where TState : notnull
{
    private readonly ObjectStore<TState> _states = new();
    private readonly List<SystemBatch<TState>> _batches = [];

    private readonly Func<TState, TState>? _representative;

    public SystemSpace(ITransitionSystem<TState> system, SearchOptions<TState> options, Func<TState, TState>? representative)
        : base(options)
    {
        _representative = representative;
        ValueEquality.Require(typeof(TState), ownEquality: false);
        System = system;
    }

    public ITransitionSystem<TState> System { get; }

    // What generating a state allocates is no less than what it takes, save for what it shares with others.
    public override long Bytes
    {
        get
        {
            var (allocated, generated) = (0L, 1L);
            foreach (var batch in _batches)
            {
                allocated += batch.Allocated;
                generated += batch.EverGenerated;
            }
            return _states.Held * ((allocated / generated) + IntPtr.Size);
        }
    }

    public TState this[int number] => _states[number];

    public override Batch<TState> NewBatch()
    {
        var batch = new SystemBatch<TState>(this);
        _batches.Add(batch);
        return batch;
    }

    public ulong FingerprintOf(TState state) =>
        FingerprintTable.Storable(StructuralHash<TState>.Of(_representative is null ? state : _representative(state)));

    /// <summary>The number of a state, where states are kept; −1 if it was not found.</summary>
    public int NumberOf(TState state)
    {
        var fingerprint = FingerprintOf(state);
        for (var slot = Seen.Seek(fingerprint); slot >= 0; slot = Seen.Seek(fingerprint, slot))
        {
            var number = Seen.NumberAt(fingerprint, slot);
            if (!Options.IsExact || EqualityComparer<TState>.Default.Equals(state, _states[number]))
                return number;
        }
        return -1;
    }

    public override Explorer<TState> NewExplorer() => new SystemExplorer<TState>(this);

    public override void Start(Batch<TState> batch) => ((SystemBatch<TState>)batch).Start();

    public override void Store(Batch<TState> batch, int candidate) => _states.Add(((SystemBatch<TState>)batch).State(candidate));

    public override void Release(int before)
    {
        if (!Options.KeepsStates)
            _states.Release(before);
    }

    public override bool IsSame(Batch<TState> batch, int candidate, int number) =>
        EqualityComparer<TState>.Default.Equals(((SystemBatch<TState>)batch).State(candidate), _states[number]);

    public override bool IsSame(Batch<TState> batch, int candidate, Batch<TState> otherBatch, int other) =>
        EqualityComparer<TState>.Default.Equals(((SystemBatch<TState>)batch).State(candidate), ((SystemBatch<TState>)otherBatch).State(other));
}
