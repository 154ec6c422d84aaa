using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DistLab.Kernel;

/// <summary>
/// What a cell prints, on its way to the sink: at once while it is little, so that nothing is lost when the process dies;
/// in pieces when it is much; not at all beyond a limit. Not for several threads at a time.
/// </summary>
internal sealed class PrintedText(ICellOutputSink sink, int limit)
{
    private const int Immediate = 64 * 1024;
    private const int Piece = 8 * 1024;
    private const int LongestQuestion = 1000;

    private readonly StringBuilder _held = new();
    private readonly StringBuilder _line = new();
    private bool _heldIsError;
    private bool _ending;
    private long _lastFlush;
    private long _printed;

    /// <summary>How long a piece is waited for.</summary>
    internal static TimeSpan Hold { get; } = TimeSpan.FromMilliseconds(50);

    internal bool HoldsText => _held.Length > 0;

    /// <summary>What was printed since the last end of a line.</summary>
    internal string CurrentLine => _line.ToString();

    internal void Write(bool error, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        KeepLine(text);
        long room = Math.Max(0, limit - _printed);
        _printed += text.Length;
        if (room == 0)
            return;
        if (error != _heldIsError)
            Flush();
        _heldIsError = error;
        _held.Append(text[..(int)Math.Min(room, text.Length)]);
        if (_printed <= Immediate || _printed >= limit || _held.Length >= Piece || Stopwatch.GetElapsedTime(_lastFlush) > Hold)
            Flush();
    }

    /// <summary>Hands on what is held; the first half of a character waits for the second.</summary>
    internal void Flush()
    {
        bool halved = _held.Length > 0 && char.IsHighSurrogate(_held[^1]) && !_ending;
        int length = _held.Length - (halved ? 1 : 0);
        if (length == 0)
            return;
        string text = _held.ToString(0, length);
        _held.Remove(0, length);
        _lastFlush = Stopwatch.GetTimestamp();
        sink.Print(_heldIsError, text);
    }

    /// <summary>Ends a cell: everything is out, with a line on what was left out, and the next cell counts from zero.</summary>
    internal void EndCell()
    {
        _ending = true;
        Flush();
        _ending = false;
        if (_printed > limit)
            sink.Print(error: false, DroppedLine(limit, _printed - limit));
        _printed = 0;
        _line.Clear();
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
        _line.Append(text[..Math.Min(text.Length, Math.Max(0, LongestQuestion - _line.Length))]);
    }
}
