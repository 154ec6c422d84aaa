namespace DistLab.Checking.Search;

/// <summary>States by number, each a few words, in chunks that are dropped when they are no longer needed.</summary>
internal sealed class WordStore
{
    private const int ChunkBits = 12;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<Chunk?> _chunks = [];
    private readonly Stack<Chunk> _spare = [];
    private int _released;
    private int _count;

    public long Bytes { get; private set; }

    public ReadOnlySpan<int> this[int number] => _chunks[number >> ChunkBits]![number & (ChunkSize - 1)];

    public void Add(ReadOnlySpan<int> words)
    {
        if ((_count++ & (ChunkSize - 1)) == 0)
            _chunks.Add(_spare.TryPop(out var spare) ? spare : new());
        var chunk = _chunks[^1]!;
        Bytes -= chunk.Bytes;
        chunk.Add(words);
        Bytes += chunk.Bytes;
    }

    /// <summary>Drops the chunks that hold nothing from a number on.</summary>
    public void Release(int before)
    {
        for (; _released < before >> ChunkBits; _released++)
        {
            var chunk = _chunks[_released]!;
            _chunks[_released] = null;
            chunk.Clear();
            _spare.Push(chunk);
        }
    }

    private sealed class Chunk
    {
        private readonly int[] _starts = new int[ChunkSize + 1];
        private int[] _words = new int[ChunkSize * 8];
        private int _count;

        public long Bytes => 4L * (_starts.Length + _words.Length);

        public ReadOnlySpan<int> this[int index] => _words.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

        public void Add(ReadOnlySpan<int> words)
        {
            var start = _starts[_count];
            if (start + words.Length > _words.Length)
                Array.Resize(ref _words, Math.Max(start + words.Length, _words.Length + (_words.Length / 2)));
            words.CopyTo(_words.AsSpan(start));
            _starts[++_count] = start + words.Length;
        }

        public void Clear() => _count = 0;
    }
}
