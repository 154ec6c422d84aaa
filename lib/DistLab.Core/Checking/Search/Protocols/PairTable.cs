using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>A number for each of some pairs of numbers. Any number of threads may look things up while nobody sets anything.</summary>
internal sealed class PairTable
{
    public const int None = -1;

    // A key is one more than the pair, so that zero marks an empty slot.
    private ulong[] _keys = new ulong[256];
    private int[] _values = new int[256];

    public int Count { get; private set; }

    /// <summary>The number of a pair; <see cref="None"/> if it has none.</summary>
    public int this[int first, int second]
    {
        get
        {
            var (keys, key) = (_keys, Key(first, second));
            for (var slot = Slot(key, keys.Length); keys[slot] != 0; slot = (slot + 1) & (keys.Length - 1))
            {
                if (keys[slot] == key)
                    return _values[slot];
            }
            return None;
        }

        set
        {
            if (++Count > _keys.Length / 2)
                Grow();
            Put(Key(first, second), value);
        }
    }

    private static ulong Key(int first, int second) => (((ulong)(uint)first << 32) | (uint)second) + 1;

    private static int Slot(ulong key, int length) => (int)((key * StableHash.Start) >> 32) & (length - 1);

    private void Put(ulong key, int value)
    {
        var slot = Slot(key, _keys.Length);
        while (_keys[slot] != 0 && _keys[slot] != key)
            slot = (slot + 1) & (_keys.Length - 1);
        _keys[slot] = key;
        _values[slot] = value;
    }

    private void Grow()
    {
        var (keys, values) = (_keys, _values);
        _keys = new ulong[keys.Length * 2];
        _values = new int[keys.Length * 2];
        for (var slot = 0; slot < keys.Length; slot++)
        {
            if (keys[slot] != 0)
                Put(keys[slot], values[slot]);
        }
    }
}
