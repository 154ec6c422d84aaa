using System.Collections.Concurrent;
using System.Text;

namespace DistLab.Kernel;

/// <summary>
/// Lines about what strangers and front ends do wrong, on the real standard error. Bounded in rate, and written by a thread of
/// its own: nobody may stop the kernel by not reading what it says.
/// </summary>
internal sealed class KernelLog
{
    private const int LinesPerSecond = 10;
    private const int Waiting = 100;
    private const int LongestLine = 500;

    private readonly BlockingCollection<string> _lines = new(Waiting);
    private readonly Lock _lock = new();
    private long _second;
    private int _count;
    private long _suppressed;

    internal KernelLog(TextWriter writer) =>
        new Thread(() => Write(writer), 256 * 1024) { IsBackground = true, Name = "kernel log" }.Start();

    /// <summary>Writes to the error output of the process, past what cells redirect.</summary>
    internal static KernelLog ToStandardError() => new(new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true });

    internal void Line(string text)
    {
        lock (_lock)
        {
            long second = Environment.TickCount64 / 1000;
            if (second != _second)
            {
                _second = second;
                _count = 0;
            }
            if (++_count > LinesPerSecond)
            {
                _suppressed++;
                return;
            }
            string line = "[distlab kernel] " + OneLine(text);
            if (_suppressed > 0)
                line += $" ({_suppressed} lines before this one were left out)";
            if (_lines.TryAdd(line))
                _suppressed = 0;
            else
                _suppressed++;
        }
    }

    /// <summary>What a stranger sent may be in it: no line of his own making, no command to a terminal.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.Take(LongestLine).Select(c => char.IsControl(c) ? ' ' : c)) + (text.Length > LongestLine ? "…" : "");

    private void Write(TextWriter writer)
    {
        try
        {
            foreach (string line in _lines.GetConsumingEnumerable())
                writer.WriteLine(line);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Nobody listens any more; the lines that come are dropped when the queue is full.
        }
    }
}
