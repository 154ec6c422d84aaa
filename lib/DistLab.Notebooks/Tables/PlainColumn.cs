using System.Globalization;
using DistLab.Notebooks.Plots;
using DistLab.Protocols;

namespace DistLab.Notebooks.Tables;

/// <summary>Turns a column into one whose values are all of one common type.</summary>
internal static class PlainColumn
{
    /// <summary>The plain columns of a table under names of which none comes twice.</summary>
    public static IReadOnlyList<TableColumn> AllOf(Table table)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var plain = table.Columns.Select(Of).ToList();
        for (var i = 0; i < plain.Count; i++)
        {
            var name = plain[i].Name;
            for (var n = 2; !taken.Add(name); n++)
                name = string.Create(CultureInfo.InvariantCulture, $"{plain[i].Name} ({n})");
            plain[i] = plain[i] with { Name = name };
        }
        return plain;
    }

    public static TableColumn Of(TableColumn column)
    {
        var present = column.Values.Where(v => v is not null).ToList();
        if (present.Count > 0 && present.All(IsTime))
            return Times(column);
        var name = column.Unit is null ? column.Name : $"{column.Name}, {column.Unit}";
        Func<object?, object?> plain = present.Count == 0 ? v => v
            : present.All(IsWhole) ? v => v is null ? null : Convert.ToInt64(v, CultureInfo.InvariantCulture)
            : present.All(IsNumber) ? v => v is null ? null : Convert.ToDouble(v, CultureInfo.InvariantCulture)
            : present.All(v => v is bool) ? v => v
            : v => v is null ? null : Text(v);
        return new(name, [.. column.Values.Select(plain)]);
    }

    private static TableColumn Times(TableColumn column)
    {
        var nanoseconds = column.Values.Select(v => Quantity.Of(v).Value).ToList();
        var unit = TimeUnit.Named(column.Unit) ?? TimeUnit.For(nanoseconds);
        return new($"{column.Name}, {unit.Name}", [.. nanoseconds.Select(v => double.IsNaN(v) ? null : (object?)(v / unit.Nanoseconds))]);
    }

    private static bool IsTime(object? value) => value is Duration or Instant or TimeSpan;

    /// <summary>Whether a <see cref="long"/> holds it: what lies beyond becomes a floating point number.</summary>
    private static bool IsWhole(object? value) => value is long or int or short or sbyte or byte or uint or ushort or ulong and <= long.MaxValue;

    private static bool IsNumber(object? value) => IsWhole(value) || value is double or float or decimal or ulong;

    private static string Text(object value) => value switch
    {
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable many => string.Join(", ", many.Cast<object?>().Select(v => v is null ? "" : Text(v))),
        _ => value.ToString() ?? "",
    };
}
