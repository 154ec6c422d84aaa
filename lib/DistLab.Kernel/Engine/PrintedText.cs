using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DistLab.Kernel;

/// <summary>
/// What a cell prints, on its way to the sink: at once while it is little, so that nothing is lost when the process dies;
/// in pieces when it is much; not at all beyond a limit.
/// </summary>
internal sealed class PrintedText(ICellOutputSink sink, int limit)
{
    private const int Immediate = 64 * 1024;
    private const int Piece = 8 * 1024;
    private const int LongestPrompt = 1000;
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly StringBuilder _held = new();
    private readonly StringBuilder _line = new();
    private bool _heldIsError;
    private long _lastFlush;
    private long _printed;

    internal void Write(bool error, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        lock (_lock)
        {
            KeepLine(text);
            long room = Math.Max(0, limit - _printed);
            _printed += text.Length;
            if (room == 0)
                return;
            if (error != _heldIsError)
                FlushHeld();
            _heldIsError = error;
            _held.Append(text[..(int)Math.Min(room, text.Length)]);
            if (_printed <= Immediate || _printed >= limit || _held.Length >= Piece || Stopwatch.GetElapsedTime(_lastFlush) > Hold)
                FlushHeld();
        }
    }

    /// <summary>What was printed since the last end of a line: the question, where a read follows.</summary>
    internal string CurrentLine
    {
        get
        {
            lock (_lock)
                return _line.ToString();
        }
    }

    internal void Flush()
    {
        lock (_lock)
            FlushHeld();
    }

    /// <summary>Ends a cell: everything is out, with a line on what was left out, and the next cell counts from zero.</summary>
    internal void EndCell()
    {
        lock (_lock)
        {
            FlushHeld();
            if (_printed > limit)
                sink.Print(error: false, DroppedLine(limit, _printed - limit));
            _printed = 0;
            _line.Clear();
        }
    }

    internal static string DroppedLine(int limit, long? dropped)
    {
        string what = dropped is { } count ? count.ToString("N0", CultureInfo.InvariantCulture) + " more were" : "the rest was";
        return string.Create(CultureInfo.InvariantCulture, $"\n[The first {limit:N0} characters that this cell printed are kept; {what} dropped.]\n");
    }

    private void KeepLine(ReadOnlySpan<char> text)
    {
        if (text.LastIndexOf('\n') is >= 0 and var end)
        {
            _line.Clear();
            text = text[(end + 1)..];
        }
        _line.Append(text[..Math.Min(text.Length, Math.Max(0, LongestPrompt - _line.Length))]);
    }

    private void FlushHeld()
    {
        if (_held.Length == 0)
            return;
        string text = _held.ToString();
        _held.Clear();
        _lastFlush = Stopwatch.GetTimestamp();
        sink.Print(_heldIsError, text);
    }
}
