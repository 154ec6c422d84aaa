using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace DistLab.Web;

/// <summary>The lines between the chunks of an answer: RFC 9112, section 7.1.</summary>
internal static class ChunkLines
{
    private const int LongestLine = 4096;

    /// <summary>Takes a line without its end from what was read.</summary>
    /// <exception cref="InvalidDataException">It has no end, or another one than CR LF.</exception>
    public static bool TryTake(UpstreamConnection connection, [NotNullWhen(true)] out string? line)
    {
        var unread = connection.Unread;
        var end = unread.IndexOf((byte)'\n');
        if (end < 0 && unread.Length > LongestLine)
            throw new InvalidDataException("A line between chunks is too long.");
        if (end == 0 || (end > 0 && unread[end - 1] != '\r'))
            throw new InvalidDataException("A line between chunks does not end as it should.");
        line = end < 0 ? null : Encoding.Latin1.GetString(unread[..(end - 1)]);
        if (end > 0)
            connection.Use(end + 1);
        return line is not null;
    }

    /// <summary>The length of the chunk that a line announces.</summary>
    /// <exception cref="InvalidDataException">It announces none.</exception>
    public static long Size(string line)
    {
        var digits = line.AsSpan();
        var extension = digits.IndexOf(';');
        if (extension >= 0)
            digits = digits[..extension].TrimEnd(" \t");
        return digits.Length is > 0 and <= 15 && long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)
            ? size
            : throw new InvalidDataException("A chunk does not say how long it is.");
    }
}
