using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>A number for each of some pairs of numbers. Any number of threads may look things up while nobody sets anything.</summary>
internal sealed class PairTable
{
    public const int None = -1;

    private Entry[] _entries = new Entry[256];

    public int Count { get; private set; }

    /// <summary>The number of a pair; <see cref="None"/> if it has none.</summary>
    public int this[int first, int second]
    {
        get
        {
            var (entries, key) = (_entries, Key(first, second));
            for (var slot = Slot(key, entries.Length); ; slot = (slot + 1) & (entries.Length - 1))
            {
                ref readonly var entry = ref entries[slot];
                if (entry.Key == key)
                    return entry.Value;
                if (entry.Key == 0)
                    return None;
            }
        }

        set
        {
            if (++Count > _entries.Length / 2)
                Grow();
            Put(new() { Key = Key(first, second), Value = value });
        }
    }

    // One more than the pair, so that zero marks an empty slot.
    private static ulong Key(int first, int second) => (((ulong)(uint)first << 32) | (uint)second) + 1;

    private static int Slot(ulong key, int length) => (int)((key * StableHash.Start) >> 32) & (length - 1);

    private void Put(Entry entry)
    {
        var slot = Slot(entry.Key, _entries.Length);
        while (_entries[slot].Key != 0)
            slot = (slot + 1) & (_entries.Length - 1);
        _entries[slot] = entry;
    }

    private void Grow()
    {
        var entries = _entries;
        _entries = new Entry[entries.Length * 2];
        foreach (var entry in entries)
        {
            if (entry.Key != 0)
                Put(entry);
        }
    }

    private struct Entry
    {
        public ulong Key;

        public int Value;
    }
}
