namespace DistLab.Checking.Orders;

/// <summary>
/// Finds few operations that contradict a condition by themselves: all others may come at any time, with any answer, or not at all, and
/// there is still no order. They are what a picture of a violation has to show.
/// </summary>
internal static class ConflictFinder
{
    private const long StepsOfTry = 5_000;
    private const long StepsOfAll = 150_000;

    /// <summary>Sets operations free while the violation stays, in ever smaller groups (delta debugging, Zeller and Hildebrandt 2002).</summary>
    /// <param name="operations">The operations that have no order.</param>
    /// <param name="offender">One to be kept, by its place in the history; −1 if none.</param>
    /// <param name="search">Searches again with some operations set free.</param>
    /// <returns>The operations of the conflict by their places in the history, the offender last.</returns>
    public static List<int> Find(IReadOnlyList<SearchOperation> operations, int offender, Func<Func<int, bool>, SearchBound, OrderResult> search)
    {
        // Reads go first: a write says more about why a value is wrong than somebody else's read of it.
        var kept = operations.Where(operation => operation.Index != offender).OrderBy(operation => !operation.IsRead).Select(operation => operation.Index).ToList();
        var free = new HashSet<int>();
        var bound = new SearchBound(StepsOfTry);
        var left = StepsOfAll;
        for (var size = kept.Count; size >= 1; size /= 2)
        {
            for (var start = 0; start < kept.Count && left > 0;)
            {
                var group = kept.GetRange(start, Math.Min(size, kept.Count - start));
                free.UnionWith(group);
                var result = search(free.Contains, bound);
                left -= result.Steps;
                if (result.Conformance == Conformance.Violated)
                {
                    kept.RemoveRange(start, group.Count);
                    continue;
                }
                free.ExceptWith(group);
                start += size;
            }
        }
        kept.Sort();
        return offender < 0 ? kept : [.. kept, offender];
    }
}
