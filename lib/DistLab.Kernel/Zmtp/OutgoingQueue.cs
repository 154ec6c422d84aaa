namespace DistLab.Kernel;

/// <summary>Messages on their way to one peer, bounded in bytes: who has more to say waits until the peer has taken some.</summary>
internal sealed class OutgoingQueue(long capacity)
{
    private readonly object _lock = new();
    private readonly Queue<byte[]> _messages = new();
    private long _bytes;
    private bool _closed;

    /// <summary>Adds a message and waits for room if there is none.</summary>
    /// <param name="message">It may be larger than the whole queue: then it waits until the queue is empty.</param>
    /// <param name="isUrgent">
    /// Whether it may use the same room once more, so as not to wait behind a cell's output: a word on the session itself. It is
    /// asked again after <see cref="Wake"/>.
    /// </param>
    /// <returns>False if the connection is closed.</returns>
    internal bool Add(byte[] message, Func<bool> isUrgent)
    {
        lock (_lock)
        {
            while (!_closed && !HasRoom(message, isUrgent()))
                Monitor.Wait(_lock);
            return !_closed && Put(message);
        }
    }

    /// <summary>Adds a message if there is room for it.</summary>
    internal bool TryAdd(byte[] message)
    {
        lock (_lock)
            return !_closed && HasRoom(message, urgent: false) && Put(message);
    }

    /// <summary>Waits for messages and takes them, as many small ones as fit into a batch. They count as queued until <see cref="Sent"/>.</summary>
    /// <returns>False if the connection is closed.</returns>
    internal bool Take(List<byte[]> batch, int batchBytes)
    {
        batch.Clear();
        lock (_lock)
        {
            while (!_closed && _messages.Count == 0)
                Monitor.Wait(_lock);
            if (_closed)
                return false;
            long bytes = 0;
            do
            {
                bytes += _messages.Peek().Length;
                batch.Add(_messages.Dequeue());
            }
            while (_messages.Count > 0 && bytes + _messages.Peek().Length <= batchBytes);
            return true;
        }
    }

    internal void Sent(long bytes)
    {
        lock (_lock)
        {
            _bytes -= bytes;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits until everything is sent or the connection is closed.</summary>
    internal void WaitUntilEmpty(TimeSpan longest)
    {
        long end = Environment.TickCount64 + (long)longest.TotalMilliseconds;
        lock (_lock)
        {
            while (!_closed && _bytes > 0 && end - Environment.TickCount64 is > 0 and var left)
                Monitor.Wait(_lock, (int)left);
        }
    }

    /// <summary>Lets those who wait look again.</summary>
    internal void Wake()
    {
        lock (_lock)
            Monitor.PulseAll(_lock);
    }

    internal void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _messages.Clear();
            Monitor.PulseAll(_lock);
        }
    }

    private bool HasRoom(byte[] message, bool urgent) => _bytes == 0 || _bytes + message.Length <= (urgent ? 2 * capacity : capacity);

    private bool Put(byte[] message)
    {
        _messages.Enqueue(message);
        _bytes += message.Length;
        Monitor.PulseAll(_lock);
        return true;
    }
}
