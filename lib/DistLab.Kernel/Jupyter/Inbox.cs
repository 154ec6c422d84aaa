namespace DistLab.Kernel;

/// <summary>Requests that wait for their turn, bounded in bytes: connections that send more wait.</summary>
internal sealed class Inbox(long capacity = 64 << 20, int most = 10_000)
{
    private readonly object _lock = new();
    private readonly Queue<JupyterMessage> _messages = new();
    private long _bytes;
    private long _taken;
    private bool _closed;

    /// <summary>The number of the last message that has come, counted from 1.</summary>
    internal long Latest
    {
        get
        {
            lock (_lock)
                return _taken + _messages.Count;
        }
    }

    internal void Add(JupyterMessage message)
    {
        lock (_lock)
        {
            while (!_closed && _messages.Count > 0 && (_bytes + message.Size > capacity || _messages.Count == most))
                Monitor.Wait(_lock);
            if (_closed)
                return;
            _messages.Enqueue(message);
            _bytes += message.Size;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits for a message.</summary>
    /// <returns>The message and its number; null when the inbox is closed.</returns>
    internal (JupyterMessage Message, long Number)? Take()
    {
        lock (_lock)
        {
            while (!_closed && _messages.Count == 0)
                Monitor.Wait(_lock);
            if (_closed)
                return null;
            var message = _messages.Dequeue();
            _bytes -= message.Size;
            Monitor.PulseAll(_lock);
            return (message, ++_taken);
        }
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
}
