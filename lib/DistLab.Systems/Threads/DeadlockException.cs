namespace DistLab.Systems.Threads;

/// <summary>
/// Thrown where a session waits for a lock, when its request was ended to break a circle of waiting. It still holds what it
/// held: undo what was done under these locks, release them all, and try again.
/// </summary>
public sealed class DeadlockException : Exception
{
    internal DeadlockException(DetectedDeadlock deadlock, string name)
        : base($"The request for '{name}' was ended to break a deadlock: {deadlock}. Release all locks, then try again.") =>
        Deadlock = deadlock;

    /// <summary>What was found.</summary>
    public DetectedDeadlock Deadlock { get; }
}
