namespace DistLab.Checking;

/// <summary>A file is not the history that it should be; the message names the line.</summary>
public sealed class HistoryFormatException : FormatException
{
    /// <summary>A fault in a line, counted from 1.</summary>
    public HistoryFormatException(int line, string fault, Exception? cause = null)
        : base($"Line {line}: {fault}", cause)
    {
        Line = line;
    }

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; }
}
