using DistLab.Checking.Causality;

namespace DistLab.Checking;

/// <summary>Whether a history keeps session guarantees, which replicas promise to a single client.</summary>
/// <remarks>
/// <para>A read has to return, of the writes that the guarantees make it see, none that another of them has overwritten. A read sees the write
/// that it returns; with read your writes, its client's earlier writes; with monotonic reads, what its client's earlier reads saw.
/// A write brings along, with monotonic writes, its client's earlier writes; with writes follow reads, what its client had read before:
/// who has read the write sees these from then on.</para>
/// <para>One write overwrites another if it comes after it in the causal order, for no other order of writes shows in a history. So each
/// guarantee forbids less than causal consistency, and all four together forbid the same
/// (<see cref="CausalModel.Weak"/>). Every write of a key has to write another value; see <see cref="CausalConsistency"/>.</para>
/// </remarks>
public static class SessionConsistency
{
    /// <summary>Checks a history.</summary>
    /// <param name="history">What clients did and saw.</param>
    /// <param name="guarantees">What was promised; several may be combined by <c>|</c>.</param>
    /// <param name="initial">What a key holds before it is written.</param>
    /// <exception cref="ArgumentException">There are operations other than reads and writes, or nothing was promised.</exception>
    public static ConsistencyVerdict Check(History history, SessionGuarantees guarantees, Value initial = default)
    {
        if ((guarantees & SessionGuarantees.All) == 0 || (guarantees & ~SessionGuarantees.All) != 0)
            throw new ArgumentException($"Name the guarantees to be checked: {string.Join(", ", Names(SessionGuarantees.All))}.", nameof(guarantees));
        return CausalVerdict.Of(history, $"keeping {string.Join(" and ", Names(guarantees))}", initial, accesses => new Sessions(accesses, guarantees).Find());
    }

    private static IEnumerable<string> Names(SessionGuarantees guarantees) =>
        from named in new[]
        {
            (SessionGuarantees.ReadYourWrites, "read your writes"),
            (SessionGuarantees.MonotonicReads, "monotonic reads"),
            (SessionGuarantees.MonotonicWrites, "monotonic writes"),
            (SessionGuarantees.WritesFollowReads, "writes follow reads"),
        }
        where guarantees.HasFlag(named.Item1)
        select named.Item2;
}
