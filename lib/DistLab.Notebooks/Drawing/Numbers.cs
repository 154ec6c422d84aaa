using System.Globalization;
using System.Text;

namespace DistLab.Notebooks.Drawing;

/// <summary>Numbers for people: thin spaces between thousands, a true minus sign, about three significant figures.</summary>
internal static class Numbers
{
    private const char ThinSpace = '\u2009';
    private const char NoBreakSpace = '\u00A0';
    private const char Minus = '\u2212';

    /// <summary>A value: whole numbers below ten million in full, others with three significant figures.</summary>
    public static string Text(double value)
    {
        if (double.IsNaN(value))
            return "–";
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : $"{Minus}∞";
        var size = Math.Abs(value);
        if (size == Math.Floor(size) && size < 1e7)
            return Fixed(value, 0);
        if (size is >= 1e9 or < 1e-4)
            return Scientific(value);
        if (size >= 999_500)
            return Rounded(value / 1e6) + NoBreakSpace + "M";
        return Rounded(value);
    }

    /// <summary>Values that stand in one row, as on an axis: with as many decimals as their step asks for.</summary>
    public static IReadOnlyList<string> Row(IReadOnlyList<double> values, double step)
    {
        var largest = values.Count == 0 ? 0 : values.Max(Math.Abs);
        var close = largest > 0 && step / largest < 1e-4;
        if (largest > 0 && !close && (largest < 1e-3 || largest >= 1e9))
            return PowersOfTen(values, step, (int)Math.Floor(Math.Log10(largest)));
        if (largest >= 1e6 && !close)
            return [.. values.Select(v => v == 0 ? "0" : Fixed(v / 1e6, Decimals(step / 1e6)) + NoBreakSpace + "M")];
        return [.. values.Select(v => Fixed(v, Decimals(step)))];
    }

    /// <summary>The labels of a logarithmic axis: plain numbers, or powers of ten where the axis spans more than six decades.</summary>
    public static IReadOnlyList<string> Decades(IReadOnlyList<double> values)
    {
        var wide = values.Count > 0 && values[^1] / values[0] > 1e6;
        return [.. values.Select(v => wide && v is >= 1e4 or < 1e-3 ? Scientific(v) : Text(v))];
    }

    /// <summary>A value with so many decimals.</summary>
    public static string Fixed(double value, int decimals)
    {
        var size = Math.Abs(value);
        // A half rounds up, as one does on paper; beyond 10¹⁵ a double has no halves.
        var digits = (size < 1e15 && decimals <= 15 ? Math.Round(size, decimals, MidpointRounding.AwayFromZero) : size).ToString("F" + decimals, CultureInfo.InvariantCulture);
        var whole = digits.IndexOf('.') is >= 0 and var point ? point : digits.Length;
        var text = new StringBuilder(digits);
        for (var at = whole - 3; at > 0; at -= 3)
            text.Insert(at, ThinSpace);
        var isZero = !digits.AsSpan().ContainsAnyInRange('1', '9');
        return value < 0 && !isZero ? Minus + text.ToString() : text.ToString();
    }

    /// <summary>A value with its sign, for differences.</summary>
    public static string Signed(double value) => (value > 0 ? "+" : "") + Text(value);

    /// <summary>How many decimals a multiple of the step can have, at most nine.</summary>
    public static int Decimals(double step)
    {
        for (var decimals = 0; decimals < 9; decimals++)
        {
            var scaled = step * Math.Pow(10, decimals);
            if (Math.Abs(scaled - Math.Round(scaled)) < 1e-6 * scaled)
                return decimals;
        }
        return 9;
    }

    private static string Rounded(double value)
    {
        var text = Fixed(value, Math.Abs(value) switch { >= 99.95 => 0, >= 9.995 => 1, >= 0.9995 => 2, >= 0.09995 => 3, >= 0.009995 => 4, >= 0.0009995 => 5, _ => 6 });
        return text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>One power of ten for a whole row, so that its numbers compare at a glance.</summary>
    private static IReadOnlyList<string> PowersOfTen(IReadOnlyList<double> values, double step, int exponent)
    {
        var unit = Math.Pow(10, exponent);
        return [.. values.Select(v => v == 0 ? "0" : $"{Fixed(v / unit, Decimals(step / unit))}×10{Raised(exponent)}")];
    }

    private static string Raised(int exponent) =>
        string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));

    private static string Scientific(double value)
    {
        var parts = value.ToString("0.##E+0", CultureInfo.InvariantCulture).Split('E');
        var raised = Raised(int.Parse(parts[1], CultureInfo.InvariantCulture));
        var mantissa = parts[0].Replace('-', Minus);
        return mantissa == "1" ? $"10{raised}" : $"{mantissa}×10{raised}";
    }
}
