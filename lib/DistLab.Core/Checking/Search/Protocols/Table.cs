namespace DistLab.Checking.Search;

/// <summary>A list whose items are read in place. Nobody may read while something is added.</summary>
internal sealed class Table<T>
{
    private T[] _items = new T[16];

    public int Count { get; private set; }

    /// <summary>The items, and room for more; good until something is added.</summary>
    public T[] Items => _items;

    public ref T this[int index] => ref _items[index];

    public int Add(T item)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        _items[Count] = item;
        return Count++;
    }
}
