using System.Globalization;

namespace DistLab.Kernel;

/// <summary>
/// All outputs of a session on their way to the sink, one at a time and in order. What an interrupted cell still puts out when
/// its result is out is dropped, so that it does not appear under a later cell.
/// </summary>
internal sealed class SessionOutput(ICellOutputSink sink, int printLimit)
{
    private readonly Lock _lock = new();
    private readonly PrintedText _printed = new(sink, printLimit);
    private readonly HashSet<LiveDisplay> _live = [];
    private int _displays;
    private bool _flushIsDue;

    internal void Print(CellExecution run, bool error, ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            if (run.IsSilent)
                return;
            _printed.Write(error, text);
            if (!_printed.HoldsText || _flushIsDue)
                return;
            _flushIsDue = true;
        }
        _ = FlushLaterAsync();
    }

    /// <returns>The name of the display.</returns>
    internal string Display(CellExecution run, MimeBundle bundle)
    {
        string id = Interlocked.Increment(ref _displays).ToString(CultureInfo.InvariantCulture);
        Send(run, () => sink.Display(bundle, id));
        return id;
    }

    internal void Update(CellExecution? run, MimeBundle bundle, string displayId) => Send(run, () => sink.Update(bundle, displayId));

    internal void Clear(CellExecution run, bool wait) => Send(run, () => sink.ClearOutput(wait));

    /// <summary>What was printed since the last end of a line, and is out: the question, where a read follows.</summary>
    internal string TakeQuestion()
    {
        lock (_lock)
        {
            _printed.Flush();
            return _printed.CurrentLine;
        }
    }

    /// <summary>Has a display settled before its cell ends.</summary>
    internal void Follow(LiveDisplay display)
    {
        lock (_lock)
            _live.Add(display);
    }

    /// <summary>Ends a cell: everything that it put out is out.</summary>
    internal void EndCell()
    {
        LiveDisplay[] live;
        lock (_lock)
        {
            live = [.. _live];
            _live.Clear();
        }
        foreach (var display in live)
            display.Settle();
        lock (_lock)
            _printed.EndCell();
    }

    /// <summary>Hands on what was printed.</summary>
    internal void Flush() => WhileQuiet(_printed.Flush);

    /// <summary>Does something while no thread is in the middle of an output; leaves it where one does not get out of it.</summary>
    internal void WhileQuiet(Action action)
    {
        if (!_lock.TryEnter(TimeSpan.FromMilliseconds(500)))
            return;
        try
        {
            action();
        }
        finally
        {
            _lock.Exit();
        }
    }

    private void Send(CellExecution? run, Action send)
    {
        lock (_lock)
        {
            if (run is { IsSilent: true })
                return;
            _printed.Flush();
            send();
        }
    }

    private async Task FlushLaterAsync()
    {
        await Task.Delay(PrintedText.Hold);
        lock (_lock)
        {
            _flushIsDue = false;
            _printed.Flush();
        }
    }
}
