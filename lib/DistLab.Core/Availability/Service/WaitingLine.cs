namespace DistLab.Availability;

/// <summary>
/// An immutable line, first in, first out, that equals another one with equal items. A change costs O(1): lines that come of each other share
/// an array, of which each sees a part that never changes; a second one that grows from the same line gets an array of its own.
/// </summary>
internal sealed class WaitingLine<T> : IEquatable<WaitingLine<T>>
    where T : class
{
    private readonly Store _store;
    private readonly int _first;

    private WaitingLine(Store store, int first, int count) => (_store, _first, Count) = (store, first, count);

    public static WaitingLine<T> Empty { get; } = new(new(0), 0, 0);

    public int Count { get; }

    public T First => _store.Items[_first];

    public ReadOnlySpan<T> Items => _store.Items.AsSpan(_first, Count);

    public WaitingLine<T> Add(T item)
    {
        var (store, first) = (_store, _first);
        var end = first + Count;
        if (end >= store.Items.Length || Interlocked.CompareExchange(ref store.Used, end + 1, end) != end)
        {
            store = new(Math.Max(8, Count * 2));
            Items.CopyTo(store.Items);
            (first, end) = (0, Count);
            store.Used = end + 1;
        }
        store.Items[end] = item;
        return new(store, first, Count + 1);
    }

    public WaitingLine<T> RemoveFirst() => new(_store, _first + 1, Count - 1);

    public bool Equals(WaitingLine<T>? other) => ReferenceEquals(this, other) || (other is not null && Count == other.Count && Items.SequenceEqual(other.Items));

    public override bool Equals(object? obj) => Equals(obj as WaitingLine<T>);

    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var item in Items)
            hash = (hash * 31) + item.GetHashCode();
        return hash;
    }

    public override string ToString() => "[" + string.Join(", ", Items.ToArray().Select(item => item.ToString())) + "]";

    private sealed class Store(int capacity)
    {
        public readonly T[] Items = new T[capacity];
        public int Used;
    }
}
