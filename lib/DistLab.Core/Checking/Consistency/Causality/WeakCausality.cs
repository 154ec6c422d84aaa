namespace DistLab.Checking.Causality;

/// <summary>
/// Causal consistency, CC: no read returns what a write that comes before it has overwritten. The bad patterns WriteCOInitRead and
/// WriteCORead of Bouajjani et al.; CyclicCO and ThinAirRead are found when the accesses are read.
/// </summary>
internal static class WeakCausality
{
    public static Contradiction? Find(AccessHistory history)
    {
        for (var read = 0; read < history.Accesses.Count; read++)
        {
            if (!history.Accesses[read].IsWrite && Find(history, read, history.Past[read]) is { } found)
                return found;
        }
        return null;
    }

    /// <summary>A write among those that a read has seen, which is newer than the one whose value it returned.</summary>
    public static Contradiction? Find(AccessHistory history, int read, BitSet seen)
    {
        var source = history.SourceOf(read);
        foreach (var newer in history.WritesOf(history.Accesses[read].Key))
        {
            if (newer == source || !seen[newer])
                continue;
            if (source == AccessHistory.Initially)
                return new(AccessHistory.Chain(newer, read, history.DirectlyBefore), "the read returns what was there at first, although a write of the key comes before it");
            if (history.Past[newer][source])
                return new([.. AccessHistory.Chain(source, newer, history.DirectlyBefore).SkipLast(1), .. AccessHistory.Chain(newer, read, history.DirectlyBefore)], "the read returns a value that had been overwritten before it");
        }
        return null;
    }
}
