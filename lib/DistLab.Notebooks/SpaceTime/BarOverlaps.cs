namespace DistLab.Notebooks.SpaceTime;

/// <summary>Finds the times in which more than one node had the same bar.</summary>
internal static class BarOverlaps
{
    public static IEnumerable<ViolationBand> Find(RunHistory history, DiagramOptions options)
    {
        var end = history.Rows.Count == 0 ? 0 : history.Rows[^1].At.Nanoseconds;
        return history.Bars.GroupBy(bar => bar.Rule).OrderBy(bars => bars.Key).SelectMany(bars => Of([.. bars], end, options));
    }

    private static IEnumerable<ViolationBand> Of(List<BarSpan> bars, long end, DiagramOptions options)
    {
        // Between two neighbouring times nobody comes or goes; neighbouring stretches of overlap are one violation.
        var times = bars.SelectMany(bar => (long[])[bar.From ?? 0, bar.To ?? end]).Distinct().Order().ToList();
        var (since, inside) = (-1L, new SortedSet<int>());
        for (var i = 0; i < times.Count; i++)
        {
            var now = i + 1 < times.Count ? bars.FindAll(bar => (bar.From ?? 0) <= times[i] && times[i + 1] <= (bar.To ?? end)) : [];
            if (now.Count > 1)
            {
                since = since < 0 ? times[i] : since;
                inside.UnionWith(now.Select(bar => bar.Node));
            }
            else if (since >= 0)
            {
                yield return Band(since, times[i], [.. inside], options.Bars[bars[0].Rule].Label, options);
                since = -1;
                inside.Clear();
            }
        }
    }

    private static ViolationBand Band(long from, long to, int[] nodes, string label, DiagramOptions options)
    {
        var names = nodes.Select(node => options.NodeName(node)).ToList();
        var who = names.Count > 4 ? $"{names.Count} nodes" : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
        return new(from, to, $"Violation: {who} {label} at once for {ContentText.Time(to - from)}", null, nodes);
    }
}
