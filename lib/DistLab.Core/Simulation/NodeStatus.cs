namespace DistLab.Simulation;

/// <summary>Whether a node handles what comes to it.</summary>
internal enum NodeStatus : byte
{
    Up,

    Down,

    /// <summary>What comes to it waits.</summary>
    Paused,

    /// <summary>It was paused and now handles what waited, one after another; what comes waits behind.</summary>
    CatchingUp,
}
