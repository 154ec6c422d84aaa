using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>
/// Locks with names, for real threads. It keeps the wait-for graph, finds circles in it, and breaks each by ending the request
/// of one on it, in whose thread a <see cref="DeadlockException"/> is thrown. Disposing it ends all waiting.
/// </summary>
public sealed class LockManager : IDisposable
{
    private const int MostRemembered = 100;

    private readonly object _gate = new();
    private readonly LockManagerOptions _options;
    private readonly LockQueues _table;
    private readonly Dictionary<NodeId, LockSession> _sessions = [];
    private readonly List<DetectedDeadlock> _deadlocks = [];
    private readonly ManualResetEventSlim _closing = new();
    private readonly Thread? _detector;
    private LockCounts _counts = new(0, 0, 0, 0);
    private volatile Exception? _failure;
    private int _begun;

    /// <summary>A lock manager without locks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time among the options is shorter than 1 ms, or longer than 24 days.</exception>
    public LockManager(LockManagerOptions? options = null)
        : this(options ?? new(), new LockQueues())
    {
    }

    internal LockManager(LockManagerOptions options, LockQueues table)
    {
        options.Require();
        (_options, _table) = (options, table);
        if (options.Detection != DeadlockDetection.Periodic)
            return;
        _detector = new Thread(Watch) { IsBackground = true, Name = "deadlock detector" };
        _detector.Start();
    }

    /// <summary>Who waits for whom now.</summary>
    public WaitForGraph Graph
    {
        get
        {
            lock (_gate)
                return _table.Graph;
        }
    }

    /// <summary>What it has done so far.</summary>
    public LockCounts Counts
    {
        get
        {
            lock (_gate)
                return _counts;
        }
    }

    /// <summary>The deadlocks that it has found, the first hundred.</summary>
    public ValueList<DetectedDeadlock> Deadlocks
    {
        get
        {
            lock (_gate)
                return [.. _deadlocks];
        }
    }

    /// <summary>Begins a session. Dispose it when it needs no more locks.</summary>
    /// <exception cref="ObjectDisposedException">The lock manager is disposed.</exception>
    public LockSession Begin()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing.IsSet, this);
            var session = new LockSession(this, _begun++);
            return _sessions[session.Id] = session;
        }
    }

    /// <summary>Works in a session; when that is made a victim or waits for too long, gives back its locks and begins again, as old as before.</summary>
    /// <param name="work">What to do. It must undo what it has done when one of these two exceptions comes, for it is called again.</param>
    /// <param name="cancellation">Ends the trying again.</param>
    /// <returns>How many times it had to begin again.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The lock manager is disposed.</exception>
    public int Run(Action<LockSession> work, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var session = Begin();
        for (var retries = 0; ; retries++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                work(session);
                return retries;
            }
            catch (Exception e) when (e is DeadlockException or TimeoutException)
            {
                session.ReleaseAll();
            }
        }
    }

    /// <summary>Looks for circles of waiting once, now, and breaks all that there are.</summary>
    /// <returns>How many there were.</returns>
    public int Detect()
    {
        lock (_gate)
        {
            var found = 0;
            while (Victim(_options.FindCycle(_table.Graph)) is { } deadlock)
            {
                found++;
                _counts = _counts with { Deadlocks = _counts.Deadlocks + 1 };
                if (_deadlocks.Count < MostRemembered)
                    _deadlocks.Add(deadlock);
                _table.Withdraw(deadlock.Victim, LockOutcome.Victim, deadlock);
            }
            Monitor.PulseAll(_gate);
            return found;
        }
    }

    /// <summary>Waits until the wait-for graph is as one wants it, for example until it has a cycle.</summary>
    /// <param name="condition">What it is to be like; called under the lock manager's own lock, so it must not wait.</param>
    /// <param name="limit">How long to wait at most.</param>
    /// <returns>Whether it was so within the limit.</returns>
    public bool WaitUntil(Func<WaitForGraph, bool> condition, Duration limit)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var clock = RunClock.Start();
        lock (_gate)
        {
            while (!condition(_table.Graph))
            {
                var left = limit - (clock.Now - Instant.Zero);
                if (left <= Duration.Zero)
                    return false;
                Monitor.Wait(_gate, (int)Math.Min(Math.Ceiling(left.Milliseconds), int.MaxValue));
            }
            return true;
        }
    }

    /// <summary>Ends all waiting, with an <see cref="ObjectDisposedException"/> for each who waits, and the detector.</summary>
    public void Dispose()
    {
        Close();
        _detector?.Join();
    }

    internal ValueList<string> HeldBy(NodeId owner)
    {
        lock (_gate)
            return _table.HeldBy(owner);
    }

    internal void Acquire(LockSession session, string name, LockMode mode, CancellationToken cancellation)
    {
        var request = Request(session, name, mode);
        var isInTime = true;
        try
        {
            isInTime = request.Decided.Wait(_options.Patience is { } patience ? (int)patience.Milliseconds : Timeout.Infinite, cancellation);
        }
        finally
        {
            // Cancelled, interrupted or out of patience: unless it was decided in that very moment, nobody wants it any more.
            lock (_gate)
            {
                if (request.Outcome == LockOutcome.Waiting)
                    _table.Withdraw(session.Id, LockOutcome.Withdrawn);
                Monitor.PulseAll(_gate);
            }
        }
        switch (request.Outcome)
        {
            case LockOutcome.Victim:
                throw new DeadlockException(request.Deadlock!, name);
            case LockOutcome.Withdrawn when _failure is { } failure:
                throw new InvalidOperationException($"The search for deadlocks failed: {failure.Message}", failure);
            case LockOutcome.Withdrawn when isInTime:
                throw new ObjectDisposedException(nameof(LockManager), $"The lock manager was closed while {session.Id} waited for '{name}'.");
            case LockOutcome.Withdrawn:
                throw GaveUp(session, name);
        }
    }

    internal void Release(NodeId owner, string name)
    {
        lock (_gate)
        {
            _table.Release(owner, name);
            Monitor.PulseAll(_gate);
        }
    }

    internal void ReleaseAll(NodeId owner)
    {
        lock (_gate)
        {
            foreach (var name in _table.HeldBy(owner))
                _table.Release(owner, name);
            Monitor.PulseAll(_gate);
        }
    }

    internal void End(LockSession session)
    {
        lock (_gate)
        {
            _table.Withdraw(session.Id, LockOutcome.Withdrawn);
            ReleaseAll(session.Id);
            _sessions.Remove(session.Id);
        }
    }

    private LockRequest Request(LockSession session, string name, LockMode mode)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing.IsSet || !_sessions.ContainsKey(session.Id), this);
            if (_table.WaitingOf(session.Id) is { } other)
                throw new InvalidOperationException($"{session.Id} waits for '{other.Name}' already; one session is for one thread.");
            var request = _table.Request(session.Id, name, mode);
            var isWaiting = request.Outcome == LockOutcome.Waiting;
            _counts = _counts with { Requests = _counts.Requests + 1, Waits = _counts.Waits + (isWaiting ? 1 : 0) };
            if (isWaiting && _options.Detection == DeadlockDetection.OnRequest)
                DetectFor(session.Id);
            Monitor.PulseAll(_gate);
            return request;
        }
    }

    private void DetectFor(NodeId owner)
    {
        try
        {
            Detect();
        }
        catch
        {
            _table.Withdraw(owner, LockOutcome.Withdrawn);
            throw;
        }
    }

    private TimeoutException GaveUp(LockSession session, string name)
    {
        lock (_gate)
            _counts = _counts with { TimedOut = _counts.TimedOut + 1 };
        return new($"{session.Id} has waited for '{name}' for longer than {_options.Patience}.");
    }

    private DetectedDeadlock? Victim(ValueList<NodeId> cycle)
    {
        var waiting = cycle.Where(process => _table.WaitingOf(process) is not null).ToList();
        return waiting.Count == 0 ? null : new(_table.Graph, cycle, waiting.OrderBy(Cost).ThenByDescending(process => process).First());
    }

    private double Cost(NodeId process) => _options.Victim switch
    {
        VictimPolicy.FewestLocks => _table.HeldBy(process).Count,
        VictimPolicy.LeastWork => _sessions[process].Work,
        _ => -process.Index,
    };

    private void Watch()
    {
        try
        {
            while (!_closing.Wait((int)_options.Period.Milliseconds))
                Detect();
        }
        catch (Exception e)
        {
            // Nobody would find a deadlock from now on; and on a thread of its own it would end the process.
            _failure = e;
            Close();
        }
    }

    private void Close()
    {
        lock (_gate)
        {
            _closing.Set();
            foreach (var request in _table.Waiting.ToList())
                _table.Withdraw(request.Owner, LockOutcome.Withdrawn);
            Monitor.PulseAll(_gate);
        }
    }
}
