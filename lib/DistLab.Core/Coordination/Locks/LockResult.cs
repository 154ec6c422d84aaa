namespace DistLab.Coordination;

/// <summary>What the lock service answers.</summary>
/// <param name="IsDone">Whether it did what was asked.</param>
/// <param name="Grant">Who holds the lock now; <c>null</c> if nobody does.</param>
public sealed record LockResult(bool IsDone, LockGrant? Grant)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(IsDone ? "done" : "not done")}: {Grant?.ToString() ?? "free"}";
}
