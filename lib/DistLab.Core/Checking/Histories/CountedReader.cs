namespace DistLab.Checking;

/// <summary>Reads characters, knows the line, and takes no more at a time than allowed.</summary>
internal sealed class CountedReader(TextReader text, int limit)
{
    private int _taken;

    /// <summary>The line that the next character stands in, counted from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The next character, which stays; −1 at the end.</summary>
    public int Peek() => text.Peek();

    /// <summary>Takes the next character; −1 at the end.</summary>
    /// <exception cref="HistoryFormatException">There are too many since <see cref="Begin"/>.</exception>
    public int Read()
    {
        var c = text.Read();
        if (c == '\n')
            Line++;
        if (++_taken > limit)
            throw new HistoryFormatException(Line, $"it goes on for more than {limit} characters.");
        return c;
    }

    /// <summary>Counts anew: a line or form begins.</summary>
    public void Begin() => _taken = 0;

    /// <summary>The next line without its end; <c>null</c> when there is none.</summary>
    /// <exception cref="HistoryFormatException">The line is too long.</exception>
    public string? ReadLine()
    {
        Begin();
        if (text.Peek() < 0)
            return null;
        var line = new System.Text.StringBuilder();
        for (var c = Read(); c >= 0 && c != '\n'; c = Read())
            line.Append((char)c);
        return line.ToString().TrimEnd('\r');
    }
}
