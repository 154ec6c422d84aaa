using System.Globalization;
using DistLab.Notebooks.Plots;
using DistLab.Protocols;

namespace DistLab.Notebooks.Tables;

/// <summary>A column in texts: as one reads it, and in full for a file.</summary>
internal sealed record TableCells(string Head, string RawHead, bool IsRight, IReadOnlyList<string> Texts, IReadOnlyList<string> Raw)
{
    /// <summary>Beyond this ratio of largest to least, numbers of one column no longer share their decimals, nor times their unit.</summary>
    private const double WideRatio = 1e4;

    public static TableCells Of(string name, IReadOnlyList<object?> values, string? format, string? unit)
    {
        var present = values.Where(v => v is not null).ToList();
        if (present.Count > 0 && present.All(IsTime))
            return Times(name, values, format, unit);
        var head = unit is null ? name : $"{name}, {unit}";
        if (present.Count > 0 && present.All(IsNumber))
            return new(head, head, true, Numbers([.. values.Select(Number)], values, format), [.. values.Select(Invariant)]);
        return new(head, head, false, [.. values.Select(v => Text(v, format))], [.. values.Select(Invariant)]);
    }

    private static TableCells Times(string name, IReadOnlyList<object?> values, string? format, string? unit)
    {
        var nanoseconds = values.Select(v => Quantity.Of(v).Value).ToList();
        if (TimeUnit.Named(unit) is null && format is null && IsWide(nanoseconds))
        {
            var whole = values.Select(v => v is null ? "–" : OwnUnit(Quantity.Of(v).Value));
            return new(name, $"{name}, ns", true, [.. whole], [.. nanoseconds.Select(Invariant)]);
        }
        var shared = TimeUnit.Named(unit) ?? TimeUnit.For(nanoseconds);
        var scaled = nanoseconds.Select(v => v / shared.Nanoseconds).ToList();
        var head = $"{name}, {shared.Name}";
        return new(head, head, true, Numbers(scaled, [.. scaled.Cast<object?>()], format), [.. scaled.Select(Invariant)]);
    }

    private static IReadOnlyList<string> Numbers(IReadOnlyList<double> numbers, IReadOnlyList<object?> values, string? format)
    {
        if (format is not null)
            return [.. values.Select(v => v is null or double.NaN ? "–" : ((IFormattable)v).ToString(format, CultureInfo.InvariantCulture).Replace('-', '\u2212'))];
        var finite = numbers.Where(double.IsFinite).ToList();
        if (finite.All(v => v == Math.Floor(v)) && finite.All(v => Math.Abs(v) < 1e15))
            return [.. numbers.Select(v => double.IsFinite(v) ? Drawing.Numbers.Fixed(v, 0) : Drawing.Numbers.Text(v))];
        if (IsWide(finite) || finite.Any(v => Math.Abs(v) >= 1e7))
            return [.. numbers.Select(Drawing.Numbers.Text)];
        // One number of decimals for the column, so that the points stand in line: three significant figures for its middle value, or fewer where these tell all.
        var sizes = finite.Select(Math.Abs).Where(v => v > 0).Order().ToList();
        var wanted = Math.Clamp(2 - (int)Math.Floor(Math.Log10(sizes[(sizes.Count - 1) / 2])), 0, 9);
        var decimals = Enumerable.Range(0, wanted).FirstOrDefault(d => sizes.All(v => Math.Abs(Math.Round(v, d) - v) <= 1e-9 * v), wanted);
        return [.. numbers.Select(v => double.IsFinite(v) ? Drawing.Numbers.Fixed(v, decimals) : Drawing.Numbers.Text(v))];
    }

    private static bool IsWide(IReadOnlyList<double> values)
    {
        var sizes = values.Where(double.IsFinite).Select(Math.Abs).Where(v => v > 0).ToList();
        return sizes.Count > 0 && sizes.Max() / sizes.Min() > WideRatio;
    }

    private static string OwnUnit(double nanoseconds)
    {
        var unit = TimeUnit.For([nanoseconds]);
        return nanoseconds == 0 ? "0" : $"{Drawing.Numbers.Text(nanoseconds / unit.Nanoseconds)}\u00A0{unit.Name}";
    }

    private static bool IsTime(object? value) => value is Duration or Instant or TimeSpan;

    private static bool IsNumber(object? value) => value is double or float or decimal or int or long or short or sbyte or byte or uint or ulong or ushort;

    private static double Number(object? value) => value is null ? double.NaN : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static string Text(object? value, string? format) => value switch
    {
        null => "–",
        bool yes => yes ? "yes" : "no",
        double number => Drawing.Numbers.Text(number),
        string text => text,
        Duration or Instant or TimeSpan => OwnUnit(Quantity.Of(value).Value),
        IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable many => string.Join(", ", many.Cast<object?>().Select(v => Text(v, format))),
        _ => value.ToString() ?? "–",
    };

    private static string Invariant(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Invariant(object? value) => value switch
    {
        null => "",
        double d => Invariant(d),
        bool b => b ? "true" : "false",
        Duration or Instant or TimeSpan => Invariant(Quantity.Of(value).Value) + " ns",
        string text => text,
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => Text(value, null),
    };
}
