namespace DistLab.Checking.Search;

/// <summary>Gives equal values the same number, 0, 1, … in the order in which they were met first.</summary>
internal sealed class Interner<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly Table<T> _values = new();

    public int Count => _values.Count;

    public T this[int number] => _values[number];

    public int NumberOf(T value)
    {
        if (_numbers.TryGetValue(value, out var number))
            return number;
        ValueEquality.Require(value.GetType(), ownEquality: true);
        _numbers.Add(value, number = _values.Add(value));
        return number;
    }
}
