namespace DistLab.Systems.Threads;

/// <summary>When a lock manager looks for circles of waiting.</summary>
public enum DeadlockDetection
{
    /// <summary>Whenever a request has to wait: a circle is broken by the very request that would close it.</summary>
    OnRequest,

    /// <summary>Again and again, after a period: cheaper when much is waited for, but a circle stands for up to a period.</summary>
    Periodic,

    /// <summary>Never by itself; only in <see cref="LockManager.Detect"/>.</summary>
    None,
}
