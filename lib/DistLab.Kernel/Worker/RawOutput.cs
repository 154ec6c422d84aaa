using System.Text;

namespace DistLab.Kernel;

/// <summary>
/// What a worker's process writes to its real standard output or error, past <see cref="Console"/>: native code, child
/// processes, the runtime's last words. Each cell's part ends with a mark; only the first part of much is kept.
/// </summary>
internal sealed class RawOutput
{
    private readonly string _mark;
    private readonly int _limit;
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly SemaphoreSlim _marks = new(0);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _dropped;

    internal RawOutput(StreamReader reader, string mark, int limit)
    {
        _mark = mark;
        _limit = limit;
        // A read from a pipe blocks its thread, even an asynchronous one: on a thread of the pool it would starve the run.
        new Thread(() => Read(reader)) { IsBackground = true, Name = "worker raw output" }.Start();
    }

    /// <summary>What came until the mark, or until the stream ended, or until the wait was over.</summary>
    internal async Task<string> TakeCellAsync(TimeSpan wait)
    {
        await Task.WhenAny(_marks.WaitAsync(wait), _ended.Task);
        return Take();
    }

    /// <summary>What came until the stream ended or the wait was over.</summary>
    internal async Task<string> TakeRestAsync(TimeSpan wait)
    {
        await Task.WhenAny(_ended.Task, Task.Delay(wait));
        return Take();
    }

    private string Take()
    {
        lock (_lock)
        {
            string text = _text.ToString().Replace(_mark, "", StringComparison.Ordinal);
            if (_dropped > 0)
                text += PrintedText.DroppedLine(_limit, _dropped);
            _text.Clear();
            _dropped = 0;
            return text;
        }
    }

    private void Read(StreamReader reader)
    {
        try
        {
            ReadToEnd(reader);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process is gone.
        }
        _ended.TrySetResult();
    }

    private void ReadToEnd(StreamReader reader)
    {
        char[] buffer = new char[16 * 1024];
        string tail = "";
        while (reader.Read(buffer) is > 0 and var count)
        {
            // The mark may be cut in two by the reads.
            string seen = tail + new string(buffer, 0, count);
            int marks = seen.Split(_mark).Length - 1;
            int keep = Math.Min(_mark.Length - 1, seen.Length);
            tail = marks > 0 ? seen[(seen.LastIndexOf(_mark, StringComparison.Ordinal) + _mark.Length)..] : seen;
            tail = tail[Math.Max(0, tail.Length - keep)..];
            Keep(buffer.AsSpan(0, count), marks);
            if (marks > 0)
                _marks.Release(marks);
        }
    }

    private void Keep(ReadOnlySpan<char> text, int marks)
    {
        lock (_lock)
        {
            // A mark at the end of far too much must not be cut off together with it.
            int room = marks > 0 ? text.Length : Math.Min(text.Length, Math.Max(0, _limit - _text.Length));
            _text.Append(text[..room]);
            _dropped += text.Length - room;
        }
    }
}
