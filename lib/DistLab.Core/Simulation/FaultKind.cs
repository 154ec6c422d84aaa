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

    /// <summary>A node handles nothing for a while, and forgets nothing.</summary>
    Pause,

    /// <summary>A paused node goes on.</summary>
    Resume,

    /// <summary>A node becomes slow, or normal again.</summary>
    Slow,

    /// <summary>A node's clock jumps.</summary>
    ClockStep,

    /// <summary>A node's clock runs at another speed.</summary>
    ClockDrift,

    /// <summary>Links carry nothing, in their direction.</summary>
    Cut,

    /// <summary>Cut links carry messages again.</summary>
    Mend,

    /// <summary>Links lose messages.</summary>
    Lose,

    /// <summary>Links deliver messages twice.</summary>
    Duplicate,

    /// <summary>Links hold messages back, so that later ones overtake them.</summary>
    Reorder,

    /// <summary>Links take longer.</summary>
    Delay,

    /// <summary>Links corrupt messages.</summary>
    Corrupt,

    /// <summary>A node no longer follows the protocol, or follows it again.</summary>
    Byzantine,
}
