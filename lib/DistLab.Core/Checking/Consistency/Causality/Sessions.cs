namespace DistLab.Checking.Causality;

/// <summary>
/// What session guarantees make each read see. Of two writes the newer is the one that comes after the other in the causal order, the
/// only order that a history itself shows.
/// </summary>
internal sealed class Sessions(AccessHistory history, SessionGuarantees guarantees)
{
    private readonly BitSet _nothing = new(history.Accesses.Count);

    /// <summary>By write: the writes that whoever sees it sees too, itself among them.</summary>
    private readonly BitSet[] _brings = new BitSet[history.Accesses.Count];

    /// <summary>The same without itself.</summary>
    private readonly BitSet[] _comesAlong = new BitSet[history.Accesses.Count];

    /// <summary>By access: what the next write of its client will bring along.</summary>
    private readonly BitSet[] _willBring = new BitSet[history.Accesses.Count];

    /// <summary>By access: what the next read of its client will see because of those before.</summary>
    private readonly BitSet[] _willSee = new BitSet[history.Accesses.Count];

    private bool ReadsAreMonotonic => guarantees.HasFlag(SessionGuarantees.MonotonicReads);

    public Contradiction? Find()
    {
        foreach (var access in history.CausalOrder)
        {
            var before = history.Before(access);
            var (willBring, willSee) = before < 0 ? (_nothing, _nothing) : (_willBring[before], _willSee[before]);
            if (history.Accesses[access].IsWrite)
            {
                AddWrite(access, willBring, willSee);
            }
            else
            {
                var sees = AddRead(access, willBring, willSee);
                if (WeakCausality.Find(history, access, sees) is { } found)
                    return found;
            }
        }
        return null;
    }

    private void AddWrite(int write, BitSet willBring, BitSet willSee)
    {
        _comesAlong[write] = willBring;
        _brings[write] = willBring.Copy();
        _brings[write].Add(write);
        _willBring[write] = guarantees.HasFlag(SessionGuarantees.MonotonicWrites) ? _brings[write] : willBring;
        _willSee[write] = guarantees.HasFlag(SessionGuarantees.ReadYourWrites) ? willSee.With(_brings[write]) : willSee;
    }

    private BitSet AddRead(int read, BitSet willBring, BitSet willSee)
    {
        var source = history.SourceOf(read);
        var brought = source < 0 ? _nothing : _brings[source];
        _willBring[read] = guarantees.HasFlag(SessionGuarantees.WritesFollowReads) ? willBring.With(brought) : willBring;
        // What came along stays seen, or whether writes come together would never show; what was read itself, only if reads are monotonic.
        _willSee[read] = willSee.With(ReadsAreMonotonic ? brought : source < 0 ? _nothing : _comesAlong[source]);
        return willSee.With(brought);
    }
}
