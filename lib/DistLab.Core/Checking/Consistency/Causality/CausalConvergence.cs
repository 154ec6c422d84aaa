namespace DistLab.Checking.Causality;

/// <summary>
/// Causal convergence, CCv: besides, one order of all writes explains every read as the last write that it knows of. A read that knows of
/// two writes of its key and returns one puts the other before that one; these conflicts and the causal order may not go round in a
/// circle (CyclicCF).
/// </summary>
internal static class CausalConvergence
{
    public static Contradiction? Find(AccessHistory history)
    {
        var before = new List<(int Access, int Reason)>[history.Accesses.Count];
        for (var i = 0; i < before.Length; i++)
            before[i] = [.. history.DirectlyBefore(i).Select(earlier => (earlier, -1))];
        for (var read = 0; read < before.Length; read++)
        {
            if (history.Accesses[read].IsWrite || history.SourceOf(read) is not (>= 0 and var source))
                continue;
            foreach (var write in history.WritesOf(history.Accesses[read].Key))
            {
                if (write != source && history.Past[read][write])
                    before[source].Add((write, read));
            }
        }
        return Circle(before) is { } circle ? new(circle, "the reads put the writes into orders that contradict each other") : null;
    }

    /// <summary>Accesses that come before each other in a circle, with the reads that put them so.</summary>
    private static List<int>? Circle(List<(int Access, int Reason)>[] before)
    {
        var left = before.Select(_ => 0).ToArray();
        foreach (var (earlier, _) in before.SelectMany(one => one))
            left[earlier]++;
        // What is before nothing is in no circle; what remains after these are taken away, one by one, is in one or leads to one.
        var free = new Stack<int>(Enumerable.Range(0, before.Length).Where(i => left[i] == 0));
        while (free.TryPop(out var at))
        {
            foreach (var (earlier, _) in before[at])
            {
                if (--left[earlier] == 0)
                    free.Push(earlier);
            }
        }
        var start = Array.FindIndex(left, count => count > 0);
        if (start < 0)
            return null;
        // Every one that remains is before another that remains, so going on from one to the next comes round.
        var after = new int[before.Length];
        for (var i = 0; i < before.Length; i++)
        {
            foreach (var (earlier, _) in before[i].Where(_ => left[i] > 0))
                after[earlier] = i;
        }
        var met = new HashSet<int>();
        while (met.Add(start))
            start = after[start];
        var circle = AccessHistory.Chain(start, start, at => before[at].Select(one => one.Access).Where(earlier => left[earlier] > 0)).SkipLast(1).ToList();
        var reasons = circle.SelectMany((at, i) => before[circle[(i + 1) % circle.Count]].Where(one => one.Access == at && one.Reason >= 0).Take(1)).Select(one => one.Reason);
        return [.. circle.Concat(reasons).Distinct().Order()];
    }
}
