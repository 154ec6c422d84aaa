namespace DistLab.Checking.Search;

/// <summary>The states that were found, by number, and how to go on from them.</summary>
internal abstract class StateSpace<TView>(SearchOptions<TView> options)
{
    public SearchOptions<TView> Options { get; } = options;

    public FingerprintTable Seen { get; } = new(options.KeepsStates);

    public Predecessors Predecessors { get; } = new();

    /// <summary>How much memory the states take.</summary>
    public abstract long Bytes { get; }

    public abstract Batch<TView> NewBatch();

    /// <summary>Somebody who looks again at states that were kept.</summary>
    public abstract Explorer<TView> NewExplorer();

    /// <summary>Has a batch generate the initial states.</summary>
    public abstract void Start(Batch<TView> batch);

    /// <summary>Learns what batches could not go on without, in their order.</summary>
    public virtual void Learn(ReadOnlySpan<Batch<TView>> batches)
    {
    }

    /// <summary>Stores a new state.</summary>
    public abstract void Store(Batch<TView> batch, int candidate);

    /// <summary>States before this one are not looked into again.</summary>
    public abstract void Release(int before);

    /// <summary>Whether a candidate is a stored state, and not just of its fingerprint.</summary>
    public abstract bool IsSame(Batch<TView> batch, int candidate, int number);

    /// <summary>Whether two candidates are the same state.</summary>
    public abstract bool IsSame(Batch<TView> batch, int candidate, Batch<TView> otherBatch, int other);
}
