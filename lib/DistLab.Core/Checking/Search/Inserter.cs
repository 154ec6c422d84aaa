namespace DistLab.Checking.Search;

/// <summary>
/// Decides which of a block's candidates are new. Candidates are taken in the order in which one worker alone would have
/// generated them, within each shard of the table; so it does not matter how many workers there are.
/// </summary>
internal sealed class Inserter<TView>(StateSpace<TView> space)
{
    private const int CandidateBits = 26;
    private const int ReadAhead = 8;

    private readonly FingerprintTable _seen = space.Seen;
    private readonly bool _isExact = space.Options.IsExact;

    /// <summary>Marks what is new, on all workers.</summary>
    public void Insert(IWorkers workers, Batch<TView>[] batches, int count)
    {
        var candidates = 0;
        for (var i = 0; i < count; i++)
            candidates += batches[i].Count;
        var groups = candidates < 512 ? 1 : Math.Min(workers.Count, FingerprintTable.Shards);
        if (groups == 1)
            Insert(batches, count, 0, 1);
        else
            workers.Run(groups, group => Insert(batches, count, group, groups));
    }

    /// <summary>Stores what is new, in order.</summary>
    public void Store(Batch<TView>[] batches, int count)
    {
        for (var b = 0; b < count; b++)
        {
            var candidates = batches[b].Candidates;
            for (var i = 0; i < candidates.Length; i++)
            {
                ref readonly var candidate = ref candidates[i];
                if (!candidate.IsNew)
                    continue;
                if (space.Options.KeepsStates)
                    _seen.Renumber(candidate.Fingerprint, Provisional(b, i), space.Predecessors.Count);
                space.Predecessors.Add(candidate.Parent, candidate.Ordinal);
                space.Store(batches[b], i);
            }
        }
    }

    private static int Provisional(int batch, int candidate) => ~((batch << CandidateBits) | candidate);

    private ulong Insert(Batch<TView>[] batches, int count, int group, int groups)
    {
        var ahead = 0UL;
        for (var b = 0; b < count; b++)
        {
            var candidates = batches[b].Candidates;
            if (candidates.Length >= 1 << CandidateBits)
                throw new InvalidOperationException($"More than {1 << CandidateBits} states follow from a few.");
            for (var i = 0; i < candidates.Length; i++)
            {
                // What will be needed soon is on its way from memory when it is.
                if (i + ReadAhead < candidates.Length && IsOf(group, groups, candidates[i + ReadAhead].Fingerprint))
                    ahead ^= _seen.Peek(candidates[i + ReadAhead].Fingerprint);
                ref var candidate = ref candidates[i];
                if (!IsOf(group, groups, candidate.Fingerprint))
                    continue;
                candidate.IsNew = _isExact ? TryAddExactly(batches, b, i) : _seen.TryAdd(candidate.Fingerprint, Provisional(b, i));
            }
        }
        return ahead;
    }

    private static bool IsOf(int group, int groups, ulong fingerprint) => groups == 1 || FingerprintTable.ShardOf(fingerprint) % groups == group;

    private bool TryAddExactly(Batch<TView>[] batches, int b, int i)
    {
        var fingerprint = batches[b].Candidates[i].Fingerprint;
        for (var slot = _seen.Seek(fingerprint); slot >= 0; slot = _seen.Seek(fingerprint, slot))
        {
            var number = _seen.NumberAt(fingerprint, slot);
            var isSame = number >= 0
                ? space.IsSame(batches[b], i, number)
                : space.IsSame(batches[b], i, batches[~number >> CandidateBits], ~number & ((1 << CandidateBits) - 1));
            if (isSame)
                return false;
        }
        _seen.Add(fingerprint, Provisional(b, i));
        return true;
    }
}
