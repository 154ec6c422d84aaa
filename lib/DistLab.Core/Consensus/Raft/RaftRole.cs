namespace DistLab.Consensus;

/// <summary>What a server is at a time (Figure 4 of the paper).</summary>
public enum RaftRole : byte
{
    /// <summary>It answers leaders and candidates.</summary>
    Follower,

    /// <summary>It asks to be elected.</summary>
    Candidate,

    /// <summary>It handles all requests of clients.</summary>
    Leader,
}
