using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>
/// Somebody who takes locks: a thread, or a transaction on it. It is used by one thread at a time, and holds what it has taken
/// until it gives it back. Disposing it gives all back.
/// </summary>
public sealed class LockSession : IDisposable
{
    private readonly LockManager _manager;
    private double _work;

    internal LockSession(LockManager manager, NodeId id) => (_manager, Id) = (manager, id);

    /// <summary>Its name in the wait-for graph: P0 for the first that began, P1 for the second, …</summary>
    public NodeId Id { get; }

    /// <summary>How much work would be lost if it were ended, in a unit of one's own; back to 0 in <see cref="ReleaseAll"/>. See <see cref="VictimPolicy.LeastWork"/>.</summary>
    public double Work
    {
        get => Volatile.Read(ref _work);
        set => Volatile.Write(ref _work, value);
    }

    /// <summary>What it holds, by name.</summary>
    public ValueList<string> Held => _manager.HeldBy(Id);

    /// <summary>Takes a lock; waits until it can be had. A lock that is held already is not taken twice; a shared one can be raised.</summary>
    /// <param name="name">The lock: whatever the locks protect, named alike by all.</param>
    /// <param name="mode">How it is to be held.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="DeadlockException">The request was ended to break a circle of waiting.</exception>
    /// <exception cref="TimeoutException">It has waited for longer than <see cref="LockManagerOptions.Patience"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled while it waited.</exception>
    /// <exception cref="ObjectDisposedException">The lock manager is, or was while it waited, disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread waits in this session, or <see cref="LockManagerOptions.FindCycle"/> failed.</exception>
    public void Acquire(string name, LockMode mode = LockMode.Exclusive, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        _manager.Acquire(this, name, mode, cancellation);
    }

    /// <summary>Gives a lock back; no matter if it was not held.</summary>
    public void Release(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _manager.Release(Id, name);
    }

    /// <summary>Gives all locks back. The session keeps its age and may go on.</summary>
    public void ReleaseAll()
    {
        _manager.ReleaseAll(Id);
        Work = 0;
    }

    /// <summary>Gives all back and ends the session.</summary>
    public void Dispose() => _manager.End(this);

    /// <summary>For example <c>P2 holds [a, b]</c>.</summary>
    public override string ToString() => $"{Id} holds {Held}";
}
