using System.Text;

namespace DistLab.Notebooks.Drawing;

/// <summary>
/// How wide a text is at most. A figure is drawn without knowing the reader's font, so texts are measured in
/// DejaVu Sans, the widest common interface face: in every other one they then fit as well.
/// </summary>
internal static class TextMetrics
{
    /// <summary>How much wider semibold is than regular.</summary>
    private const double BoldFactor = 1.13;

    /// <summary>Advances of the characters 32 to 126 in hundredths of an em, from the face's own table.</summary>
    private static ReadOnlySpan<byte> Advances =>
    [
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
        84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
        69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
        82, 59, 59, 52, 64, 34, 64, 84,
    ];

    /// <summary>The width of a text in pixels.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        var hundredths = 0;
        foreach (var rune in text.EnumerateRunes())
            hundredths += Advance(rune);
        return hundredths * size / 100 * (bold ? BoldFactor : 1);
    }

    /// <summary>The text if it fits, else its beginning and an ellipsis.</summary>
    public static string Shorten(string text, double width, double size, bool bold = false)
    {
        if (Width(text, size, bold) <= width)
            return text;
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Width(kept.ToString() + rune + "…", size, bold) > width)
                break;
            kept.Append(rune.ToString());
        }
        return kept.ToString().TrimEnd(' ', ',', ';', ':', '.') + "…";
    }

    /// <summary>The text broken at spaces into at most so many lines; what the last one cannot hold is cut with an ellipsis.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, bool bold = false, int maxLines = 2)
    {
        var lines = new List<string>();
        var rest = string.Join(' ', text.Split((char[]?)[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        while (rest.Length > 0 && lines.Count < maxLines - 1 && Width(rest, size, bold) > width)
        {
            var end = LastBreak(rest, width, size, bold);
            if (end <= 0)
                break;
            lines.Add(rest[..end]);
            rest = rest[(end + 1)..];
        }
        if (rest.Length > 0)
            lines.Add(Shorten(rest, width, size, bold));
        return lines;
    }

    private static int LastBreak(string text, double width, double size, bool bold)
    {
        var best = -1;
        for (var at = text.IndexOf(' '); at >= 0 && Width(text[..at], size, bold) <= width; at = text.IndexOf(' ', at + 1))
            best = at;
        return best;
    }

    private static int Advance(Rune rune) => rune.Value switch
    {
        >= 32 and < 127 => Advances[rune.Value - 32],
        0x2009 or 0x202F => 20,
        0xA0 or 0xB7 => 32,
        0x2026 or 0x2014 => 100,
        0xD7 or 0x2212 or (>= 0x2190 and <= 0x22FF) => 84,
        >= 0x300 and < 0x370 => 0,
        >= 0x1100 => rune.Value is >= 0x2000 and < 0x2190 ? 64 : 100,
        >= 0x370 => 80,
        _ => 64,
    };
}
