using DistLab.Protocols;

namespace DistLab.Communication;

/// <summary>Sets of texts as sorted lists: equal sets are equal lists.</summary>
internal static class SortedValues
{
    /// <summary>Whether a value is among them.</summary>
    public static bool Contains(ValueList<string> set, string value)
    {
        var (low, high) = (0, set.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(set[middle], value);
            if (order == 0)
                return true;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return false;
    }

    /// <summary>Those of either; the first set itself when the second adds nothing.</summary>
    public static ValueList<string> Union(ValueList<string> set, IEnumerable<string> more)
    {
        var added = more.Where(value => !Contains(set, value)).Distinct().ToList();
        return added.Count == 0 ? set : [.. set.Concat(added).Order(StringComparer.Ordinal)];
    }

    /// <summary>Those of the first that are not among the others.</summary>
    public static ValueList<string> Except(ValueList<string> set, IEnumerable<string> less)
    {
        var gone = less.ToHashSet(StringComparer.Ordinal);
        return [.. set.Where(value => !gone.Contains(value))];
    }
}
