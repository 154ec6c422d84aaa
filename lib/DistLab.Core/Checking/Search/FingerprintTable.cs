namespace DistLab.Checking.Search;

/// <summary>
/// The set of fingerprints that were seen: open addressing in shards that grow one by one. Between two calls of
/// <see cref="Add"/> any number of threads may look things up; different groups of shards may be added to at once.
/// </summary>
/// <param name="keepsNumbers">Whether the number of its state is kept with every fingerprint, at 4 more bytes.</param>
internal sealed class FingerprintTable(bool keepsNumbers)
{
    public const int Shards = 64;

    private const int ShardShift = 58;
    private const int InitialSlots = 64;

    private readonly Shard[] _shards = [.. Enumerable.Range(0, Shards).Select(_ => new Shard(InitialSlots, keepsNumbers))];

    public long Bytes => _shards.Sum(shard => (long)shard.Slots.Length * (keepsNumbers ? 12 : 8));

    public static int ShardOf(ulong fingerprint) => (int)(fingerprint >> ShardShift);

    /// <summary>A fingerprint that can be stored: zero marks an empty slot.</summary>
    public static ulong Storable(ulong fingerprint) => fingerprint == 0 ? 1 : fingerprint;

    /// <summary>What stands where a fingerprint belongs. Reading many of these in a row hides the memory's latency.</summary>
    public ulong Peek(ulong fingerprint)
    {
        var slots = _shards[ShardOf(fingerprint)].Slots;
        return slots[(int)fingerprint & (slots.Length - 1)];
    }

    /// <summary>Whether a fingerprint is in the table, given what was peeked.</summary>
    public bool Contains(ulong fingerprint, ulong peeked) =>
        peeked == fingerprint || (peeked != 0 && Seek(fingerprint) >= 0);

    /// <summary>The first slot that holds a fingerprint, from a slot on; −1 if none does.</summary>
    public int Seek(ulong fingerprint, int from = -1)
    {
        var slots = _shards[ShardOf(fingerprint)].Slots;
        var mask = slots.Length - 1;
        for (var slot = (from < 0 ? (int)fingerprint : from + 1) & mask; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (slots[slot] == fingerprint)
                return slot;
        }
        return -1;
    }

    /// <summary>The number kept in a slot that <see cref="Seek"/> has given.</summary>
    public int NumberAt(ulong fingerprint, int slot) => _shards[ShardOf(fingerprint)].Numbers[slot];

    /// <summary>Puts another number into the slot of a fingerprint that holds a given one.</summary>
    public void Renumber(ulong fingerprint, int from, int to)
    {
        var numbers = _shards[ShardOf(fingerprint)].Numbers;
        for (var slot = Seek(fingerprint); ; slot = Seek(fingerprint, slot))
        {
            if (numbers[slot] == from)
            {
                numbers[slot] = to;
                return;
            }
        }
    }

    /// <summary>Adds a fingerprint, even if it is there.</summary>
    public void Add(ulong fingerprint, int number) => _shards[ShardOf(fingerprint)].Add(fingerprint, number);

    /// <summary>Adds a fingerprint unless it is there.</summary>
    public bool TryAdd(ulong fingerprint, int number) => _shards[ShardOf(fingerprint)].TryAdd(fingerprint, number);

    private sealed class Shard(int size, bool keepsNumbers)
    {
        private int _count;

        public ulong[] Slots = new ulong[size];

        public int[] Numbers = keepsNumbers ? new int[size] : [];

        public bool TryAdd(ulong fingerprint, int number)
        {
            var mask = Slots.Length - 1;
            var slot = (int)fingerprint & mask;
            while (Slots[slot] != 0)
            {
                if (Slots[slot] == fingerprint)
                    return false;
                slot = (slot + 1) & mask;
            }
            Fill(slot, fingerprint, number);
            return true;
        }

        public void Add(ulong fingerprint, int number)
        {
            var mask = Slots.Length - 1;
            var slot = (int)fingerprint & mask;
            while (Slots[slot] != 0)
                slot = (slot + 1) & mask;
            Fill(slot, fingerprint, number);
        }

        private void Fill(int slot, ulong fingerprint, int number)
        {
            Slots[slot] = fingerprint;
            if (Numbers.Length > 0)
                Numbers[slot] = number;
            if (++_count > Slots.Length / 4 * 3)
                Grow();
        }

        private void Grow()
        {
            var (slots, numbers) = (Slots, Numbers);
            Slots = new ulong[slots.Length * 2];
            Numbers = new int[numbers.Length * 2];
            var mask = Slots.Length - 1;
            // Entries of the same fingerprint keep their order only if none wraps round; nothing depends on it.
            for (var i = 0; i < slots.Length; i++)
            {
                if (slots[i] == 0)
                    continue;
                var slot = (int)slots[i] & mask;
                while (Slots[slot] != 0)
                    slot = (slot + 1) & mask;
                Slots[slot] = slots[i];
                if (numbers.Length > 0)
                    Numbers[slot] = numbers[i];
            }
        }
    }
}
