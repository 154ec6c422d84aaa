namespace DistLab.Checking.Search;

/// <summary>One fingerprint for all states that differ only in the names of nodes that are alike: the least of theirs.</summary>
internal sealed class Canonical<TState, TMessage, THistory>(Book<TState, TMessage, THistory> book, Layout<TState, TMessage, THistory> layout)
    where TState : class
    where TMessage : class
{
    private readonly Renamings<TState, TMessage>? _renamings = book.Renamings;
    private int[] _renamed = new int[64];

    /// <summary>The fingerprint, where names matter or not; what must be learnt first is added to a list.</summary>
    public ulong Fingerprint(ReadOnlySpan<int> words, List<Missing> missing)
    {
        if (_renamings is null)
            return FingerprintTable.Storable(layout.Hash(words));
        if (_renamed.Length < words.Length)
            _renamed = new int[words.Length * 2];
        var least = ulong.MaxValue;
        for (var renaming = 0; renaming < _renamings.Count; renaming++)
        {
            if (Rename(words, renaming, missing))
                least = Math.Min(least, layout.Hash(_renamed.AsSpan(0, words.Length)));
        }
        return FingerprintTable.Storable(least);
    }

    // The hash is a sum, in which neither nodes nor channels have an order; so they need not be put back into theirs.
    private bool Rename(ReadOnlySpan<int> words, int renaming, List<Missing> missing)
    {
        var known = missing.Count;
        words.CopyTo(_renamed);
        for (var node = 0; node < layout.Faults; node++)
        {
            _renamed[node] = _renamings!.Local(words[node], renaming);
            if (_renamed[node] == PairTable.None)
                missing.Add(new(MissingKind.RenamedLocal, words[node], renaming));
        }
        for (var at = layout.Network; at < words.Length; at++)
        {
            _renamed[at] = _renamings!.Envelope(words[at], renaming);
            if (_renamed[at] == PairTable.None)
                missing.Add(new(MissingKind.RenamedEnvelope, words[at], renaming));
        }
        return missing.Count == known;
    }
}
