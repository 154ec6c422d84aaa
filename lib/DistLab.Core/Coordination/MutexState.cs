namespace DistLab.Coordination;

/// <summary>What a client of any mutual exclusion protocol remembers; each protocol adds its own.</summary>
public abstract record MutexState
{
    /// <summary>Where the client stands.</summary>
    public MutexPhase Phase { get; init; }

    /// <summary>How many more times its workload will enter; <c>null</c> when without end.</summary>
    public int? EntriesLeft { get; init; }
}
