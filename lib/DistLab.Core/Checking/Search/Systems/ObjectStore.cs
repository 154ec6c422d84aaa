namespace DistLab.Checking.Search;

/// <summary>States by number, in chunks that are dropped when they are no longer needed.</summary>
internal sealed class ObjectStore<TState>
{
    // Small enough for a chunk not to be a large object: those are scanned whenever something young stands in them.
    private const int ChunkBits = 13;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<Slot[]> _chunks = [];
    private int _released;

    public int Count { get; private set; }

    /// <summary>How many states are held.</summary>
    public int Held => Count - (_released << ChunkBits);

    public TState this[int number] => _chunks[number >> ChunkBits][number & (ChunkSize - 1)].State;

    public void Add(TState state)
    {
        var within = Count++ & (ChunkSize - 1);
        if (within == 0)
            _chunks.Add(new Slot[ChunkSize]);
        _chunks[^1][within].State = state;
    }

    /// <summary>Drops the chunks that hold nothing from a number on.</summary>
    public void Release(int before)
    {
        for (; _released < before >> ChunkBits; _released++)
            _chunks[_released] = [];
    }

    private struct Slot
    {
        public TState State;
    }
}
