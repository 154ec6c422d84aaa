using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>What an observer has made of the outputs so far, under numbers; the first one is what it begins with.</summary>
internal sealed class Histories<THistory>
{
    private const ulong Salt = 0x6869_7374_6F72_6965;

    private readonly Func<THistory, NodeId, object, THistory>? _observe;
    private readonly Interner<ValueTuple<THistory>> _histories = new();
    private readonly Table<ulong> _hashes = new();
    private readonly PairTable _next = new();

    public Histories(THistory initial, Func<THistory, NodeId, object, THistory>? observe)
    {
        _observe = observe;
        NumberOf(initial);
    }

    /// <summary>Whether anything is observed.</summary>
    public bool AreKept => _observe is not null;

    public int Count => _histories.Count;

    public THistory this[int history] => _histories[history].Item1;

    public ulong Hash(int history) => _hashes[history];

    /// <summary>The history after some outputs; <see cref="PairTable.None"/> when that must be learnt first.</summary>
    public int After(int history, int outputs) => outputs < 0 ? history : _next[history, outputs];

    public int Learn(int history, int outputs, NodeId node, ValueList<object> values)
    {
        var next = this[history];
        foreach (var value in values)
            next = _observe!(next, node, value);
        return _next[history, outputs] = NumberOf(next);
    }

    private int NumberOf(THistory value)
    {
        var number = _histories.NumberOf(new(value));
        if (number == _hashes.Count)
            _hashes.Add(StableHash.Mix(StableHash.Mix(StableHash.Start, Salt), (ulong)number));
        return number;
    }
}
