using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace DistLab.Protocols;

/// <summary>
/// An immutable map that equals another one exactly when both have the same values under the same keys, for use in a state or a
/// message. It is in the order of its keys, texts by their characters' codes; a change costs O(log n).
/// </summary>
[CollectionBuilder(typeof(ValueMapBuilder), nameof(ValueMapBuilder.Create))]
public sealed class ValueMap<TKey, TValue> : IReadOnlyCollection<KeyValuePair<TKey, TValue>>, IEquatable<ValueMap<TKey, TValue>>
    where TKey : notnull, IComparable<TKey>
{
    private static readonly IComparer<TKey> Order = typeof(TKey) == typeof(string) ? (IComparer<TKey>)StringComparer.Ordinal : Comparer<TKey>.Default;

    private readonly ImmutableSortedDictionary<TKey, TValue> _entries;

    // The sum of the entries' hashes, whatever their order: a change need not look at the others.
    private readonly ulong _hash;

    private ValueMap(ImmutableSortedDictionary<TKey, TValue> entries, ulong hash) => (_entries, _hash) = (entries, hash);

    /// <summary>The map without entries.</summary>
    public static ValueMap<TKey, TValue> Empty { get; } = new(ImmutableSortedDictionary.Create<TKey, TValue>(Order), 0);

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>What is under a key.</summary>
    /// <exception cref="KeyNotFoundException">Nothing is.</exception>
    public TValue this[TKey key] => _entries[key];

    /// <summary>What is under a key; the type's default, such as <c>null</c>, if nothing is.</summary>
    public TValue? Find(TKey key) => _entries.TryGetValue(key, out var value) ? value : default;

    /// <summary>Whether something is under a key.</summary>
    public bool Contains(TKey key) => _entries.ContainsKey(key);

    /// <summary>The map with another value under a key.</summary>
    public ValueMap<TKey, TValue> With(TKey key, TValue value)
    {
        var without = _entries.TryGetValue(key, out var former) ? _hash - HashOf(key, former) : _hash;
        return new(_entries.SetItem(key, value), without + HashOf(key, value));
    }

    /// <summary>The map without a key.</summary>
    public ValueMap<TKey, TValue> Without(TKey key) =>
        _entries.TryGetValue(key, out var former) ? new(_entries.Remove(key), _hash - HashOf(key, former)) : this;

    /// <inheritdoc/>
    public bool Equals(ValueMap<TKey, TValue>? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Count == other.Count && _entries.SequenceEqual(other._entries));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueMap<TKey, TValue>);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(_hash ^ (_hash >> 32));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The entries in braces.</summary>
    public override string ToString() => "{" + string.Join(", ", _entries.Select(entry => $"{entry.Key}: {entry.Value}")) + "}";

    private static ulong HashOf(TKey key, TValue value) => StableHash.Mix(
        StableHash.Mix(StableHash.Start, (ulong)EqualityComparer<TKey>.Default.GetHashCode(key)),
        (ulong)(value is null ? 0 : EqualityComparer<TValue>.Default.GetHashCode(value)));
}
