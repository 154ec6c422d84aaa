using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>
/// Does things at times to come, on a thread of its own, mostly to a tenth of a millisecond; what is due at the same time in the order of its
/// coming. The platform's timers go by a clock that on Linux moves on every 4 ms only (at 250 ticks a second).
/// </summary>
internal sealed class DelayLine : IDisposable
{
    private readonly RunClock _clock;
    private readonly object _lock = new();
    private readonly PriorityQueue<Action, (Instant Due, long Number)> _waiting = new();
    private readonly Thread _thread;
    private long _number;
    private bool _isStopped;

    public DelayLine(RunClock clock)
    {
        _clock = clock;
        _thread = new Thread(Run) { IsBackground = true, Name = "delayed messages" };
        _thread.Start();
    }

    public void Add(Instant due, Action action)
    {
        lock (_lock)
        {
            _waiting.Enqueue(action, (due, _number++));
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Done at a time to come, or at once if it is over.</summary>
    public Task Until(Instant due)
    {
        if (due <= _clock.Now)
            return Task.CompletedTask;
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(due, woken.SetResult);
        return woken.Task;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isStopped = true;
            Monitor.Pulse(_lock);
        }
        _thread.Join();
    }

    private void Run()
    {
        // Sleeping is too coarse for what is due within a millisecond.
        while (Next(out var action))
        {
            if (action is null)
                Thread.Yield();
            else
                action();
        }
    }

    /// <returns>Whether it goes on: with what is due now, or without when something is due within a millisecond.</returns>
    private bool Next(out Action? action)
    {
        action = null;
        lock (_lock)
        {
            while (!_isStopped)
            {
                var left = _waiting.TryPeek(out _, out var at) ? (at.Due - _clock.Now).Milliseconds : double.PositiveInfinity;
                if (left <= 0)
                    action = _waiting.Dequeue();
                if (left < 1)
                    return true;
                Monitor.Wait(_lock, left < int.MaxValue ? (int)left : Timeout.Infinite);
            }
            return false;
        }
    }
}
