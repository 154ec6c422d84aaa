using System.Collections;
using System.Globalization;
using DistLab.Notebooks.Drawing;
using DistLab.Protocols;

namespace DistLab.Notebooks.Exercises;

/// <summary>Values as they stand in a sentence.</summary>
internal static class Values
{
    private const int Longest = 120;

    private const int LongestSymbol = 3;

    /// <summary>A number to five figures, with its unit. Where lines break, thousands stay together, and a symbol with its number.</summary>
    public static string Number(double value, string? unit)
    {
        if (Math.Abs(value) is not (>= 1e-3 and < 1e7))
            return Joined(Numbers.Text(value), unit);
        var decimals = Math.Clamp(4 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6);
        return Joined(Trimmed(Numbers.Fixed(value, decimals)), unit);
    }

    /// <summary>A number to twelve figures: a check must never say that it expected 3.14 and got 3.14.</summary>
    public static string Exact(double value, string? unit)
    {
        if (Math.Abs(value) is not (>= 1e-3 and < 1e12))
            return Joined(value == 0 || !double.IsFinite(value) ? Numbers.Text(value) : value.ToString("G12", CultureInfo.InvariantCulture).Replace('-', '\u2212'), unit);
        var decimals = Math.Clamp(11 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 14);
        return Joined(Trimmed(Numbers.Fixed(value, decimals)), unit);
    }

    /// <summary>Any value, short enough for a line.</summary>
    public static string Any(object? value)
    {
        var text = value switch
        {
            null => "nothing",
            bool truth => truth ? "true" : "false",
            double number => Exact(number, null),
            float number => Exact(number, null),
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

    private static string Trimmed(string text) => text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;

    private static string Joined(string number, string? unit)
    {
        var text = number.Replace('\u2009', '\u202F');
        return string.IsNullOrWhiteSpace(unit) ? text : $"{text}{(unit.Trim().Length > LongestSymbol ? ' ' : '\u00A0')}{unit.Trim()}";
    }
}
