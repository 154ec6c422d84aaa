namespace DistLab.Cli.Checking;

/// <summary>The first line in which two texts differ, cut to what fits a screen.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Committed">The line as it is committed.</param>
/// <param name="Now">The line as it is now.</param>
internal sealed record LineChange(int Line, string Committed, string Now)
{
    private const int Width = 110;
    private const int Before = 30;

    /// <summary>The first difference of two texts that are not equal.</summary>
    public static LineChange Between(string committed, string now)
    {
        var (old, fresh) = (committed.Split('\n'), now.Split('\n'));
        var line = 0;
        while (line < old.Length && line < fresh.Length && old[line] == fresh[line]) line++;
        var (was, isNow) = (old.ElementAtOrDefault(line), fresh.ElementAtOrDefault(line));
        var column = 0;
        while (was is not null && isNow is not null && column < was.Length && column < isNow.Length && was[column] == isNow[column]) column++;
        return new LineChange(line + 1, Cut(was, column), Cut(isNow, column));
    }

    // A figure's text is one very long line: what matters stands around the first column that differs.
    private static string Cut(string? line, int column)
    {
        if (line is null) return "(no such line)";
        var start = line.Length <= Width ? 0 : Math.Max(0, column - Before);
        var length = Math.Min(Width, line.Length - start);
        return (start > 0 ? "…" : "") + line.Substring(start, length).Replace("\r", "\\r") + (start + length < line.Length ? "…" : "");
    }
}
