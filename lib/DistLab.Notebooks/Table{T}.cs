using System.Collections.Immutable;
using DistLab.Notebooks.Tables;

namespace DistLab.Notebooks;

/// <summary>A table of rows of one type. Every method returns a new table and leaves the old one as it was.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
public sealed class Table<T> : Table
{
    private readonly ImmutableArray<T> rows;
    private readonly ImmutableArray<TableColumn<T>> columns;
    private readonly string? caption;
    private readonly int shown;

    internal Table(ImmutableArray<T> rows, ImmutableArray<TableColumn<T>> columns, string? caption, int shown)
    {
        (this.rows, this.columns, this.caption, this.shown) = (rows, columns, caption, shown);
    }

    /// <summary>A column of one's own; the first one replaces those that the table finds by itself.</summary>
    /// <param name="name">Its head.</param>
    /// <param name="value">What it shows of a row.</param>
    /// <param name="format">A .NET format string for numbers, such as <c>0.00</c>; times are then formatted in their unit.</param>
    /// <param name="unit">The unit, which the head names; for times the one to show them in (ns, µs, ms, s, min, h, d).</param>
    public Table<T> Column(string name, Func<T, object?> value, string? format = null, string? unit = null) =>
        new(rows, columns.Add(new(name, value, format, unit)), caption, shown);

    /// <summary>What stands above the table.</summary>
    public Table<T> Caption(string text) => new(rows, columns, text, shown);

    /// <summary>At most how many rows are shown, 50 unless told; the last line says how many more there are. Files hold all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public Table<T> Rows(int atMost)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(atMost);
        return new(rows, columns, caption, atMost);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns => [.. Shown().Select(c => new TableColumn(c.Name, [.. rows.Select(c.Value)], c.Unit))];

    private ImmutableArray<TableColumn<T>> Shown() => columns.IsEmpty ? FoundColumns.Of<T>(rows) : columns;

    private protected override TableContent Content() =>
        new(caption, [.. Shown().Select(c => TableCells.Of(c.Name, [.. rows.Select(c.Value)], c.Format, c.Unit))], rows.Length, Math.Min(shown, rows.Length));
}
