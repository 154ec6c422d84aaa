namespace DistLab.Checking.Search;

/// <summary>How every state was reached first: from which, and by which of its steps. Six bytes a state.</summary>
internal sealed class Predecessors
{
    private const int ChunkBits = 16;
    private const int ChunkSize = 1 << ChunkBits;
    private const int BytesPerState = 6;

    private readonly List<(int[] Parents, ushort[] Ordinals)> _chunks = [];

    public int Count { get; private set; }

    public long Bytes => (long)_chunks.Count * ChunkSize * BytesPerState;

    public void Add(int parent, ushort ordinal)
    {
        var within = Count & (ChunkSize - 1);
        if (within == 0)
            _chunks.Add((new int[ChunkSize], new ushort[ChunkSize]));
        var (parents, ordinals) = _chunks[^1];
        parents[within] = parent;
        ordinals[within] = ordinal;
        Count++;
    }

    /// <summary>Whether a state is one of the initial ones.</summary>
    public bool IsInitial(int number) => _chunks[number >> ChunkBits].Parents[number & (ChunkSize - 1)] < 0;

    /// <summary>The shortest path to a state: which initial state it begins in, and which step is taken from each state.</summary>
    public (int Initial, List<int> Ordinals) PathTo(int number)
    {
        var ordinals = new List<int>();
        while (true)
        {
            var (parents, steps) = _chunks[number >> ChunkBits];
            var within = number & (ChunkSize - 1);
            if (parents[within] < 0)
            {
                ordinals.Reverse();
                return (steps[within], ordinals);
            }
            ordinals.Add(steps[within]);
            number = parents[within];
        }
    }
}
