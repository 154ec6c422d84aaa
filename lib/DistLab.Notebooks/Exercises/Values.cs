using System.Collections;
using System.Globalization;
using DistLab.Notebooks.Drawing;
using DistLab.Protocols;

namespace DistLab.Notebooks.Exercises;

/// <summary>Values as they stand in a sentence.</summary>
internal static class Values
{
    private const int Longest = 120;

    /// <summary>A number with its unit; per cent and words alike are parted from it by a space that does not break.</summary>
    public static string Number(double value, string? unit)
    {
        // Thirteen figures, so that a check never says "expected 3.14; got 3.14".
        var text = Math.Abs(value) is >= 1e-3 and < 1e6 && Math.Round(value, 3) != value
            ? value.ToString("G6", CultureInfo.InvariantCulture).Replace('-', '\u2212')
            : Numbers.Text(value);
        return string.IsNullOrWhiteSpace(unit) ? text : $"{text}\u00A0{unit.Trim()}";
    }

    /// <summary>Any value, short enough for a line.</summary>
    public static string Any(object? value)
    {
        var text = value switch
        {
            null => "nothing",
            bool truth => truth ? "true" : "false",
            double number => Number(number, null),
            float number => Number(number, null),
            string own => $"“{own}”",
            Instant or Duration => value.ToString()!,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Take(20).Select(Any))}]",
            _ => value.ToString() ?? "",
        };
        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest - 1), "…");
    }

    /// <summary>A text that ends as a sentence does.</summary>
    public static string Sentence(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        return trimmed.Length == 0 || ".!?…:".Contains(trimmed[^1]) ? trimmed : trimmed + ".";
    }
}
