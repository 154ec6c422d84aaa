namespace DistLab.Consensus;

/// <summary>What Raft guarantees at all times (Figure 3 of the paper).</summary>
public enum RaftGuarantee : byte
{
    /// <summary>At most one leader is elected in a term.</summary>
    ElectionSafety,

    /// <summary>If two logs have an entry of the same index and term, they are the same in all entries up to it.</summary>
    LogMatching,

    /// <summary>An entry that is committed is in the logs of the leaders of all later terms.</summary>
    LeaderCompleteness,

    /// <summary>No two servers apply different entries at the same index.</summary>
    StateMachineSafety,
}
