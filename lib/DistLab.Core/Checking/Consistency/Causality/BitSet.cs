using System.Numerics;

namespace DistLab.Checking.Causality;

/// <summary>A set of small numbers.</summary>
internal sealed class BitSet(int capacity)
{
    private readonly ulong[] _words = new ulong[(capacity + 63) / 64];

    public bool this[int number] => (_words[number >> 6] >> (number & 63) & 1) != 0;

    public void Add(int number) => _words[number >> 6] |= 1UL << (number & 63);

    public void UnionWith(BitSet other)
    {
        for (var i = 0; i < _words.Length; i++)
            _words[i] |= other._words[i];
    }

    public BitSet With(BitSet other)
    {
        var union = Copy();
        union.UnionWith(other);
        return union;
    }

    public BitSet Copy()
    {
        var copy = new BitSet(64 * _words.Length);
        copy.UnionWith(this);
        return copy;
    }

    public IEnumerable<int> Numbers()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            for (var rest = _words[i]; rest != 0; rest &= rest - 1)
                yield return (64 * i) + BitOperations.TrailingZeroCount(rest);
        }
    }
}
