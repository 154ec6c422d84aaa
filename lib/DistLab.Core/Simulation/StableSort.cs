namespace DistLab.Simulation;

/// <summary>Sorts entries by time and keeps those of the same time in order, which the framework's sort does not promise.</summary>
internal static class StableSort
{
    private const int Run = 32;

    public static void ByTime(QueueEntry[] entries, int count)
    {
        for (var start = 0; start < count; start += Run)
            InsertionSort(entries.AsSpan(start, Math.Min(Run, count - start)));
        if (count > Run)
            MergeRuns(entries, count);
    }

    private static void InsertionSort(Span<QueueEntry> entries)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            var entry = entries[i];
            var j = i;
            while (j > 0 && entries[j - 1].Time > entry.Time)
            {
                entries[j] = entries[j - 1];
                j--;
            }
            entries[j] = entry;
        }
    }

    private static void MergeRuns(QueueEntry[] entries, int count)
    {
        var from = entries.AsSpan(0, count);
        Span<QueueEntry> to = new QueueEntry[count];
        var swapped = false;
        for (var width = Run; width < count; width *= 2)
        {
            for (var start = 0; start < count; start += 2 * width)
            {
                var middle = Math.Min(start + width, count);
                var end = Math.Min(middle + width, count);
                Merge(from[start..middle], from[middle..end], to[start..end]);
            }
            var rest = from;
            from = to;
            to = rest;
            swapped = !swapped;
        }
        if (swapped)
            from.CopyTo(to);
    }

    private static void Merge(ReadOnlySpan<QueueEntry> first, ReadOnlySpan<QueueEntry> second, Span<QueueEntry> target)
    {
        int i = 0, j = 0;
        for (var k = 0; k < target.Length; k++)
            target[k] = j == second.Length || (i < first.Length && first[i].Time <= second[j].Time) ? first[i++] : second[j++];
    }
}
