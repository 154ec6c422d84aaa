namespace DistLab.Consensus;

/// <summary>What a node of <see cref="Heartbeats"/> remembers.</summary>
public sealed record HeartbeatState
{
    /// <summary>At the watched node: how many heartbeats it has sent.</summary>
    public int Sent { get; init; }

    /// <summary>At the watcher: its detector.</summary>
    public FailureDetector? Detector { get; init; }

    /// <summary>At the watcher: whether it suspects the other.</summary>
    public bool Suspects { get; init; }
}
