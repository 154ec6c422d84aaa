using System.Text;

namespace DistLab.Kernel;

/// <summary>
/// Console text on its way out, gathered so that a loop of small prints makes few messages: it goes out at the latest after 50 ms,
/// when it is much, and before anything else that has to stand behind it.
/// </summary>
internal sealed class StreamText(Action<bool, string> publish)
{
    private const int HoldMilliseconds = 50;
    private const int Piece = 256 * 1024;

    private readonly object _lock = new();
    private readonly StringBuilder _held = new();
    private bool _heldIsError;
    private long _due;
    private Thread? _flusher;

    internal void Write(bool error, string text)
    {
        lock (_lock)
        {
            if (error != _heldIsError)
                FlushHeld();
            _heldIsError = error;
            if (_held.Length == 0)
                Schedule();
            _held.Append(text);
            if (_held.Length >= Piece)
                FlushHeld();
        }
    }

    /// <summary>Publishes what is held, then something that has to stand behind it.</summary>
    internal void FlushAnd(Action publishNext)
    {
        lock (_lock)
        {
            FlushHeld();
            publishNext();
        }
    }

    internal void Flush() => FlushAnd(() => { });

    private void Schedule()
    {
        _due = Environment.TickCount64 + HoldMilliseconds;
        // A thread and no timer: a cell may block every thread of the pool.
        if (_flusher is null)
        {
            _flusher = new Thread(FlushWhenDue, 256 * 1024) { IsBackground = true, Name = "stream" };
            _flusher.Start();
        }
        Monitor.PulseAll(_lock);
    }

    private void FlushWhenDue()
    {
        lock (_lock)
        {
            while (true)
            {
                long wait = _due - Environment.TickCount64;
                if (_held.Length == 0)
                    Monitor.Wait(_lock);
                else if (wait > 0)
                    Monitor.Wait(_lock, (int)wait);
                else
                    FlushHeld();
            }
        }
    }

    private void FlushHeld()
    {
        for (int start = 0; start < _held.Length;)
        {
            int count = Math.Min(Piece, _held.Length - start);
            // Half a character is none.
            if (start + count < _held.Length && count > 1 && char.IsHighSurrogate(_held[start + count - 1]))
                count--;
            publish(_heldIsError, _held.ToString(start, count));
            start += count;
        }
        _held.Clear();
    }
}
