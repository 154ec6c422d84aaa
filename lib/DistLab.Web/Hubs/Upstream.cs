using System.Net;
using DistLab.Availability;
using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>A server behind the hub: its connections, what is in flight, and whether it is well. For any thread.</summary>
internal sealed class Upstream(string name, IPEndPoint address, int weight, HubOptions options)
{
    private readonly Lock _lock = new();
    private readonly Stack<UpstreamConnection> _idle = new();
    private readonly HashSet<UpstreamConnection> _all = [];
    private TaskCompletionSource? _drained;
    private int _inFlight;
    private int _failedInARow;
    private ServerHealth _probed;
    private long _requests;
    private long _failures;
    private int _ejections;
    private long _ejectedUntil;
    private volatile ServerCondition _condition = ServerCondition.Open;

    public string Name => name;

    public IPEndPoint Address => address;

    public int Weight { get; set; } = weight;

    public int InFlight => Volatile.Read(ref _inFlight);

    public ServerCondition Condition => _condition;

    /// <summary>Whether it takes a request now.</summary>
    public bool IsFree => _condition == ServerCondition.Open && InFlight < options.MaxInFlight;

    /// <summary>Takes a place for a request; false if the server no longer gets any.</summary>
    public bool TryEnter()
    {
        // First counted and then looked at: whoever drains looks in the other order, and misses none.
        var inFlight = Interlocked.Increment(ref _inFlight);
        if (_condition != ServerCondition.Open || inFlight > options.MaxInFlight)
        {
            Leave();
            return false;
        }
        Interlocked.Increment(ref _requests);
        return true;
    }

    /// <summary>Gives the place back.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0 && _condition == ServerCondition.Draining)
            CloseDrained();
    }

    /// <summary>A connection that was used before, or null.</summary>
    /// <param name="isSure">Whether the server must not have closed it.</param>
    public UpstreamConnection? TakeIdle(bool isSure)
    {
        while (true)
        {
            UpstreamConnection? connection;
            lock (_lock)
            {
                if (!_idle.TryPop(out connection))
                    return null;
            }
            if (!isSure || connection.IsStillOpen)
                return connection;
            Close(connection);
        }
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The server refuses, or does not answer in time.</exception>
    /// <exception cref="OperationCanceledException">The client is gone.</exception>
    public async ValueTask<UpstreamConnection> ConnectAsync(Duration timeout, CancellationToken cancellation)
    {
        var connection = await UpstreamConnection.OpenAsync(address, timeout, options.MaxHeadBytes, cancellation);
        lock (_lock)
            _all.Add(connection);
        return connection;
    }

    /// <summary>Keeps a connection for the next request.</summary>
    public void Keep(UpstreamConnection connection)
    {
        connection.Deadline = long.MaxValue;
        lock (_lock)
        {
            if (_condition == ServerCondition.Open)
            {
                _idle.Push(connection);
                return;
            }
        }
        Close(connection);
    }

    public void Close(UpstreamConnection connection)
    {
        lock (_lock)
            _all.Remove(connection);
        connection.Dispose();
    }

    /// <summary>Breaks off what has waited for too long.</summary>
    public void BreakOverdue(long now)
    {
        lock (_lock)
        {
            foreach (var connection in _all)
                connection.BreakIfOverdue(now);
        }
    }

    /// <summary>A request was answered.</summary>
    public void Succeed() => Volatile.Write(ref _failedInARow, 0);

    /// <summary>A request was broken off or left unanswered.</summary>
    public void Fail()
    {
        Interlocked.Increment(ref _failures);
        if (Interlocked.Increment(ref _failedInARow) >= options.EjectAfter && options.EjectAfter > 0)
            Eject();
    }

    /// <summary>The server was asked for its health, and was well or not.</summary>
    public void Examine(bool isWell)
    {
        lock (_lock)
            _probed = _probed.After(isWell, options.UnhealthyAfter, options.HealthyAfter);
        if (_probed.IsDown)
            Eject();
        else
            Readmit();
    }

    /// <summary>Gives it another chance when its time is over; for hubs that do not ask servers for their health.</summary>
    public void ReadmitIfDue(long now)
    {
        if (options.HealthPath is null && now >= Volatile.Read(ref _ejectedUntil))
            Readmit();
    }

    /// <summary>Gives it nothing new; done when the last request is answered.</summary>
    public Task DrainAsync()
    {
        TaskCompletionSource drained;
        lock (_lock)
        {
            _drained ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            drained = _drained;
            _condition = ServerCondition.Draining;
        }
        if (InFlight == 0)
            CloseDrained();
        return drained.Task;
    }

    /// <summary>Gives it requests again after it was drained.</summary>
    public void Reopen()
    {
        lock (_lock)
        {
            _drained = null;
            _condition = ServerCondition.Open;
        }
    }

    public ServerStatus Status() => new(name, address.ToString(), _condition, Weight, InFlight, Interlocked.Read(ref _requests), Interlocked.Read(ref _failures), _ejections);

    private void Eject()
    {
        lock (_lock)
        {
            if (_condition != ServerCondition.Open)
                return;
            _condition = ServerCondition.Ejected;
            _ejections++;
            // Whatever it was ejected for, it has to answer well so many times before it is trusted.
            _probed = new(IsDown: true, 0);
            Volatile.Write(ref _ejectedUntil, Environment.TickCount64 + (long)options.EjectFor.Milliseconds);
        }
        CloseIdle();
    }

    private void Readmit()
    {
        lock (_lock)
        {
            if (_condition != ServerCondition.Ejected)
                return;
            _condition = ServerCondition.Open;
            _failedInARow = 0;
        }
    }

    private void CloseDrained()
    {
        CloseIdle();
        lock (_lock)
        {
            if (_condition == ServerCondition.Draining)
                _drained?.TrySetResult();
        }
    }

    private void CloseIdle()
    {
        UpstreamConnection[] idle;
        lock (_lock)
        {
            idle = [.. _idle];
            _idle.Clear();
        }
        foreach (var connection in idle)
            Close(connection);
    }
}
