namespace DistLab.Systems.Threads;

/// <summary>What a lock manager has done so far.</summary>
/// <param name="Requests">How many requests it has taken.</param>
/// <param name="Waits">How many of them had to wait.</param>
/// <param name="Deadlocks">How many circles it has found; each cost one victim.</param>
/// <param name="TimedOut">How many requests were given up because they had waited too long.</param>
public sealed record LockCounts(long Requests, long Waits, long Deadlocks, long TimedOut);
