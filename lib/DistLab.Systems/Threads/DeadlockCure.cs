namespace DistLab.Systems.Threads;

/// <summary>What is done about deadlocks.</summary>
public enum DeadlockCure
{
    /// <summary>Nothing: who waits in a circle waits for ever.</summary>
    None,

    /// <summary>Prevention: all take their locks in one order, so that no circle can close.</summary>
    Order,

    /// <summary>Detection: circles are looked for at each request that waits; a victim gives its locks back and tries again.</summary>
    Detection,

    /// <summary>Detection by a detector that looks after each period.</summary>
    Periodic,

    /// <summary>A guess: who has waited for long gives its locks back and tries again, deadlock or not.</summary>
    Timeout,
}
