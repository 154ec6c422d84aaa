namespace DistLab.Coordination;

/// <summary>What a process of any election protocol remembers; each protocol adds its own.</summary>
public abstract record ElectionState
{
    /// <summary>Whether the process takes part in an election just now.</summary>
    public bool IsParticipant { get; init; }

    /// <summary>The coordinator's identifier; <c>null</c> while it is not known.</summary>
    public int? Leader { get; init; }
}
