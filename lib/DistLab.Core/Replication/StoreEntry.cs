using DistLab.Protocols;

namespace DistLab.Replication;

/// <summary>A key and what is stored under it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">What is stored.</param>
public sealed record StoreEntry<T>(string Key, T Value);

/// <summary>Entries in the order of their keys.</summary>
internal static class StoreEntries
{
    /// <summary>What is stored under a key; null if nothing is.</summary>
    public static T? Find<T>(this ValueList<StoreEntry<T>> entries, string key)
        where T : class
    {
        var place = entries.PlaceOf(key);
        return place < entries.Count && entries[place].Key == key ? entries[place].Value : null;
    }

    /// <summary>The entries with another value under a key.</summary>
    public static ValueList<StoreEntry<T>> Put<T>(this ValueList<StoreEntry<T>> entries, string key, T value)
    {
        var place = entries.PlaceOf(key);
        var entry = new StoreEntry<T>(key, value);
        return place < entries.Count && entries[place].Key == key
            ? entries.With(place, entry)
            : [.. entries.Take(place), entry, .. entries.Skip(place)];
    }

    private static int PlaceOf<T>(this ValueList<StoreEntry<T>> entries, string key)
    {
        var (low, high) = (0, entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(entries[middle].Key, key) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
