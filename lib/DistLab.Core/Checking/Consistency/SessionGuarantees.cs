namespace DistLab.Checking;

/// <summary>
/// Promises to a single client, whichever replica it talks to (Terry, Demers, Petersen, Spreitzer, Theimer and Welch, "Session Guarantees for
/// Weakly Consistent Replicated Data", 1994). They may be combined; all four together are causal consistency (Brzeziński, Sobaniec and
/// Wawrzyniak 2004).
/// </summary>
[Flags]
public enum SessionGuarantees : byte
{
    /// <summary>No promise.</summary>
    None = 0,

    /// <summary>A client's read sees its own earlier writes, or something newer.</summary>
    ReadYourWrites = 1,

    /// <summary>A client's read sees what its earlier reads saw, or something newer.</summary>
    MonotonicReads = 2,

    /// <summary>Who sees a client's write sees that client's earlier writes from then on, or something newer.</summary>
    MonotonicWrites = 4,

    /// <summary>Who sees a client's write sees what that client had read before it from then on, or something newer.</summary>
    WritesFollowReads = 8,

    /// <summary>All four.</summary>
    All = ReadYourWrites | MonotonicReads | MonotonicWrites | WritesFollowReads,
}
