using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>A node's timers, each known by a message value.</summary>
internal sealed class NodeTimers<TMessage>
    where TMessage : class
{
    private readonly Dictionary<TMessage, long> _running = [];
    private readonly PriorityQueue<(TMessage Timer, long Number), (Instant Due, long Number)> _queue = new();
    private long _number;

    /// <summary>Sets a timer, in the place of a running one of the same value.</summary>
    public void Set(TMessage timer, Instant due)
    {
        _running[timer] = ++_number;
        _queue.Enqueue((timer, _number), (due, _number));
    }

    /// <summary>Stops a timer.</summary>
    public void Cancel(TMessage timer) => _running.Remove(timer);

    /// <summary>A timer that has run out by now.</summary>
    public bool TryTake(Instant now, out TMessage timer)
    {
        if (Next() is { } due && due <= now)
        {
            timer = _queue.Dequeue().Timer;
            _running.Remove(timer);
            return true;
        }
        timer = null!;
        return false;
    }

    /// <summary>When the next timer runs out; null when none runs.</summary>
    public Instant? Next()
    {
        // Timers that were stopped or set anew are still in the queue.
        while (_queue.TryPeek(out var first, out var due))
        {
            if (_running.TryGetValue(first.Timer, out var number) && number == first.Number)
                return due.Due;
            _queue.Dequeue();
        }
        return null;
    }
}
