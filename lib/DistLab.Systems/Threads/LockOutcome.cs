namespace DistLab.Systems.Threads;

/// <summary>What became of a request.</summary>
internal enum LockOutcome
{
    /// <summary>It waits.</summary>
    Waiting,

    /// <summary>Its owner has the lock.</summary>
    Granted,

    /// <summary>It was ended to break a circle.</summary>
    Victim,

    /// <summary>Its owner gave it up, or the lock manager was closed.</summary>
    Withdrawn,
}
