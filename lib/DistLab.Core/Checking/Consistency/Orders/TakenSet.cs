using DistLab.Protocols;

namespace DistLab.Checking.Orders;

/// <summary>Which operations an order has taken, as bits, with a hash that follows each change at once (Zobrist 1970).</summary>
internal sealed class TakenSet
{
    private readonly ulong[] _words;
    private readonly ulong[] _salts;
    private readonly int _optionalWords;
    private readonly int[] _bits;
    private readonly ulong[] _key;
    private ulong _hash;

    public TakenSet(IReadOnlyList<SearchOperation> operations)
    {
        // Optional operations have words of their own: one that never comes would otherwise keep the window of the others from moving on.
        var optional = operations.Count(operation => !operation.IsRequired);
        _optionalWords = (optional + 63) / 64;
        _bits = new int[operations.Count];
        var (nextOptional, nextRequired) = (0, 64 * _optionalWords);
        for (var i = 0; i < _bits.Length; i++)
            _bits[i] = operations[i].IsRequired ? nextRequired++ : nextOptional++;
        _words = new ulong[(nextRequired + 63) / 64];
        _key = new ulong[_words.Length + 1];
        _salts = [.. Enumerable.Range(0, operations.Count).Select(i => StableHash.Mix(StableHash.Start, (ulong)i))];
    }

    public bool Has(int operation) => (_words[_bits[operation] >> 6] >> (_bits[operation] & 63) & 1) != 0;

    public void Flip(int operation)
    {
        _words[_bits[operation] >> 6] ^= 1UL << (_bits[operation] & 63);
        _hash ^= _salts[operation];
    }

    public ulong Hash(int state) => StableHash.Mix(_hash, (ulong)state);

    /// <summary>The set and a state in as few words as tell them: without the words that are full at the front and empty at the end.</summary>
    public ReadOnlySpan<ulong> Key(int state)
    {
        var (from, to) = (_optionalWords, _words.Length);
        while (from < to && _words[from] == ulong.MaxValue)
            from++;
        while (to > from && _words[to - 1] == 0)
            to--;
        _key[0] = ((ulong)(uint)from << 32) | (uint)state;
        _words.AsSpan(0, _optionalWords).CopyTo(_key.AsSpan(1));
        _words.AsSpan(from, to - from).CopyTo(_key.AsSpan(1 + _optionalWords));
        return _key.AsSpan(0, 1 + _optionalWords + to - from);
    }
}
