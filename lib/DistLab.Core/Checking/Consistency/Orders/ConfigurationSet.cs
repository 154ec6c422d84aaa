namespace DistLab.Checking.Orders;

/// <summary>The configurations that a search has seen, each a few words, exactly: no fingerprint stands for one.</summary>
internal sealed class ConfigurationSet
{
    private const int ChunkBits = 14;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<ulong[]> _chunks = [];
    private uint[] _slots = new uint[64];
    private int _usedOfChunk;
    private int _count;

    /// <summary>About how much memory the set takes.</summary>
    public long Bytes { get; private set; } = 256;

    /// <summary>Adds a configuration; says no if it was there.</summary>
    public bool Add(ReadOnlySpan<ulong> words, ulong hash)
    {
        if (2 * _count >= _slots.Length)
            Grow();
        var mask = (uint)_slots.Length - 1;
        var slot = (uint)(hash >> 32) & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var entry = Entry(_slots[slot]);
            if (entry[0] == hash && (int)entry[1] == words.Length && entry.Slice(2, words.Length).SequenceEqual(words))
                return false;
        }
        _slots[slot] = Store(words, hash);
        _count++;
        return true;
    }

    private Span<ulong> Entry(uint at) => _chunks[(int)(at >> ChunkBits) - 1].AsSpan((int)(at & (ChunkSize - 1)));

    private uint Store(ReadOnlySpan<ulong> words, ulong hash)
    {
        var needed = words.Length + 2;
        if (_chunks.Count == 0 || _usedOfChunk + needed > ChunkSize)
        {
            _chunks.Add(new ulong[Math.Max(ChunkSize, needed)]);
            _usedOfChunk = 0;
            Bytes += 8L * _chunks[^1].Length;
        }
        var at = ((uint)_chunks.Count << ChunkBits) | (uint)_usedOfChunk;
        var entry = Entry(at);
        entry[0] = hash;
        entry[1] = (ulong)words.Length;
        words.CopyTo(entry[2..]);
        _usedOfChunk += needed;
        return at;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new uint[old.Length * 2];
        Bytes += 4L * old.Length;
        var mask = (uint)_slots.Length - 1;
        foreach (var at in old)
        {
            if (at == 0)
                continue;
            var slot = (uint)(Entry(at)[0] >> 32) & mask;
            while (_slots[slot] != 0)
                slot = (slot + 1) & mask;
            _slots[slot] = at;
        }
    }
}
