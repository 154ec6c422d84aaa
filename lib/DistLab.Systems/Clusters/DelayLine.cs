using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>Does things at times to come, on a thread of its own; what is due at the same time in the order of its coming.</summary>
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
        while (Next() is { } action)
            action();
    }

    private Action? Next()
    {
        lock (_lock)
        {
            while (!_isStopped)
            {
                var limit = Timeout.Infinite;
                if (_waiting.TryPeek(out var first, out var at))
                {
                    var wait = Math.Ceiling((at.Due - _clock.Now).Milliseconds);
                    if (wait <= 0)
                    {
                        _waiting.Dequeue();
                        return first;
                    }
                    limit = (int)Math.Min(wait, int.MaxValue);
                }
                Monitor.Wait(_lock, limit);
            }
            return null;
        }
    }
}
