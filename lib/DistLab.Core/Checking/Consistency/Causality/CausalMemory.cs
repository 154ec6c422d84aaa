namespace DistLab.Checking.Causality;

/// <summary>
/// Causal memory, CM: besides, each client keeps to one order of all that it knows of. What it read decides that order further: if it
/// knew of two writes of a key and read one, it had put the other before that one, from then on. Bad patterns WriteHBInitRead and CyclicHB.
/// </summary>
internal static class CausalMemory
{
    public static Contradiction? Find(AccessHistory history)
    {
        // What a client's last access knows of includes what its earlier ones do, so it is enough to look from there.
        var lasts = Enumerable.Range(0, history.Accesses.Count).Where(i => history.Accesses[i].IsAnswered).GroupBy(i => history.Accesses[i].Client).Select(own => own.Last());
        foreach (var last in lasts)
        {
            if (new Mind(history, last).Find() is { } found)
                return found;
        }
        return null;
    }

    /// <summary>The order in which a client saw things, as far as its reads decide it.</summary>
    private sealed class Mind(AccessHistory history, int last)
    {
        private readonly int[] _known = [.. history.Past[last].Numbers(), last];
        private readonly BitSet?[] _past = new BitSet?[history.Accesses.Count];
        private readonly Dictionary<int, List<(int Access, int Reason)>> _added = [];

        public Contradiction? Find()
        {
            foreach (var access in _known)
                _past[access] = history.Past[access].Copy();
            var reads = new List<int>();
            for (var own = last; own >= 0; own = history.Before(own))
            {
                if (!history.Accesses[own].IsWrite)
                    reads.Add(own);
            }
            reads.Reverse();
            while (true)
            {
                var any = false;
                foreach (var read in reads)
                {
                    foreach (var write in history.WritesOf(history.Accesses[read].Key))
                    {
                        if (write == history.SourceOf(read) || !_past[read]![write])
                            continue;
                        if (Put(write, read, ref any) is { } found)
                            return found;
                    }
                }
                if (!any)
                    return null;
            }
        }

        /// <summary>Puts a write that a read knew of before the one that it returned.</summary>
        private Contradiction? Put(int write, int read, ref bool any)
        {
            var source = history.SourceOf(read);
            if (source == AccessHistory.Initially)
                return Told(AccessHistory.Chain(write, read, Before), "the client returns what was there at first, although a write comes before that in the order that its own reads decide");
            if (_past[source]![write])
                return null;
            if (_past[write]![source])
                return Told([.. AccessHistory.Chain(source, write, Before), read], "the client's own reads put the writes into an order in which the last one is stale");
            any = true;
            if (!_added.TryGetValue(source, out var before))
                _added[source] = before = [];
            before.Add((write, read));
            foreach (var later in _known)
            {
                if (later != source && !_past[later]![source])
                    continue;
                _past[later]!.UnionWith(_past[write]!);
                _past[later]!.Add(write);
            }
            return null;
        }

        private IEnumerable<int> Before(int access) =>
            history.DirectlyBefore(access).Concat(_added.GetValueOrDefault(access)?.Select(one => one.Access) ?? []);

        /// <summary>A chain with the reads that decided its steps.</summary>
        private Contradiction Told(IReadOnlyList<int> chain, string reason)
        {
            var reads = chain.Zip(chain.Skip(1)).SelectMany(step => (_added.GetValueOrDefault(step.Second) ?? []).Where(one => one.Access == step.First).Take(1)).Select(one => one.Reason);
            return new([.. chain.SkipLast(1).Concat(reads).Distinct().Where(access => access != chain[^1]).Order(), chain[^1]], reason);
        }
    }
}
