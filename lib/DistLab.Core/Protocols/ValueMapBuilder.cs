namespace DistLab.Protocols;

/// <summary>Makes a <see cref="ValueMap{TKey, TValue}"/> from a collection expression.</summary>
public static class ValueMapBuilder
{
    /// <summary>A map of the given entries; of several under one key the last.</summary>
    public static ValueMap<TKey, TValue> Create<TKey, TValue>(ReadOnlySpan<KeyValuePair<TKey, TValue>> entries)
        where TKey : notnull, IComparable<TKey>
    {
        var map = ValueMap<TKey, TValue>.Empty;
        foreach (var (key, value) in entries)
            map = map.With(key, value);
        return map;
    }
}
