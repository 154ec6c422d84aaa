using System.Collections;
using System.Runtime.CompilerServices;

namespace DistLab.Protocols;

/// <summary>An immutable list that equals another one exactly when their items are equal in order, for use in a state or a message.</summary>
[CollectionBuilder(typeof(ValueListBuilder), nameof(ValueListBuilder.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] _items;
    private readonly ulong _hash;

    internal ValueList(T[] items)
        : this(items, 0, StableHash.Start)
    {
    }

    // The hash goes on from that of the list before: what is in it already need not be hashed again.
    private ValueList(T[] items, int hashed, ulong hash)
    {
        _items = items;
        _hash = hash;
        for (var i = hashed; i < items.Length; i++)
            _hash = StableHash.Mix(_hash, (ulong)(items[i] is null ? 0 : EqualityComparer<T>.Default.GetHashCode(items[i]!)));
    }

    /// <summary>The list without items.</summary>
    public static ValueList<T> Empty { get; } = new([]);

    /// <summary>How many items there are.</summary>
    public int Count => _items.Length;

    /// <summary>The items, for who knows what they are.</summary>
    internal ReadOnlySpan<T> Items => _items;

    /// <summary>A hash over the items' own hashes.</summary>
    internal ulong Hash => _hash;

    /// <summary>The item at a place, counted from 0.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public T this[int index] => _items[index];

    /// <summary>A list with one more item at the end.</summary>
    public ValueList<T> Add(T item) => new([.. _items, item], Count, _hash);

    /// <summary>A list with further items at the end.</summary>
    public ValueList<T> AddRange(ReadOnlySpan<T> items) => items.IsEmpty ? this : new([.. _items, .. items], Count, _hash);

    /// <summary>A list without its first item.</summary>
    /// <exception cref="InvalidOperationException">The list is empty.</exception>
    public ValueList<T> RemoveFirst() =>
        Count == 0 ? throw new InvalidOperationException("The list is empty.") : new(_items[1..]);

    /// <summary>A list without the first item that equals the given one; the same list if none does.</summary>
    public ValueList<T> Remove(T item)
    {
        var at = Array.IndexOf(_items, item);
        return at < 0 ? this : new([.. _items[..at], .. _items[(at + 1)..]]);
    }

    /// <summary>A list with another item at a place.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public ValueList<T> With(int index, T item)
    {
        var copy = _items.AsSpan().ToArray();
        copy[index] = item;
        return new(copy);
    }

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && _items.AsSpan().SequenceEqual(other._items));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(_hash ^ (_hash >> 32));

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The items in brackets.</summary>
    public override string ToString() => "[" + string.Join(", ", _items) + "]";
}
