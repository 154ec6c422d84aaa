namespace DistLab.Systems;

/// <summary>What waits for a node's thread, in the order of its coming. Any thread may post; who posts too much has to wait.</summary>
internal sealed class Mailbox<T>(int room)
{
    private readonly object _lock = new();
    private List<T> _waiting = [];
    private List<T> _spare = [];
    private TaskCompletionSource? _roomAgain;
    private bool _isClosed;

    /// <summary>Adds one.</summary>
    public void Post(in T item)
    {
        lock (_lock)
        {
            _waiting.Add(item);
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Adds several, and is done when there is room for more.</summary>
    public Task PostAsync(List<T> items)
    {
        lock (_lock)
        {
            _waiting.AddRange(items);
            Monitor.Pulse(_lock);
            if (_waiting.Count < room || _isClosed)
                return Task.CompletedTask;
            return (_roomAgain ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Takes all that waits; waits itself if there is nothing, but not beyond a limit.</summary>
    /// <param name="limit">Milliseconds; −1 for none.</param>
    /// <returns>What waited, good until the next call; null when the mailbox is closed.</returns>
    public List<T>? Take(int limit)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 && !_isClosed && limit != 0)
                Monitor.Wait(_lock, limit);
            _roomAgain?.SetResult();
            _roomAgain = null;
            if (_isClosed)
                return null;
            (_waiting, _spare) = (_spare, _waiting);
            _waiting.Clear();
            return _spare;
        }
    }

    /// <summary>Ends the taking; what waits is dropped.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.Pulse(_lock);
        }
    }
}
