namespace DistLab.Simulation;

/// <summary>What can go wrong in a run, or be mended.</summary>
public enum FaultKind : byte
{
    /// <summary>A node stops, and loses all but its durable state.</summary>
    Crash,

    /// <summary>A node comes back.</summary>
    Restart,

    /// <summary>The network falls apart into sides.</summary>
    Partition,

    /// <summary>The network is whole again.</summary>
    Heal,
}
