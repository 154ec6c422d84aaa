using DistLab.Notebooks.Display;
using DistLab.Notebooks.Tables;

namespace DistLab.Notebooks;

/// <summary>Rows under named columns, shown as HTML in a notebook and as aligned text elsewhere.</summary>
/// <remarks>Numbers stand right with thin spaces between thousands; the times of a column share a unit, which its head names.</remarks>
/// <example><code>
/// Table.From(runs).Caption("Ten runs")
/// Table.From(runs).Column("Nodes", r => r.Nodes).Column("Wait", r => r.Wait).Column("Messages", r => r.Messages, "0.0")
/// </code></example>
[TypeFormatterSource(typeof(TableFormatterSource), PreferredMimeTypes = [TableFormatterSource.Html, TableFormatterSource.Text])]
public abstract class Table
{
    private protected const int UsualRows = 50;

    private protected Table()
    {
    }

    /// <summary>A table of records, tuples or plain values: a column for each public property, in the order of declaration.</summary>
    public static Table<T> From<T>(IEnumerable<T> rows) => new([.. rows], [], null, UsualRows);

    /// <summary>A table of the columns of another tool. A row of it is its number, counted from 0.</summary>
    /// <exception cref="ArgumentException">There is no column, or they are not of one length.</exception>
    public static Table<int> FromColumns(params IEnumerable<TableColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        TableColumn[] all = [.. columns];
        if (all.Length == 0)
            throw new ArgumentException("A table has at least one column.", nameof(columns));
        var rows = all[0].Values.Count;
        if (Array.Find(all, c => c.Values.Count != rows) is { } other)
            throw new ArgumentException($"The column \"{all[0].Name}\" has {rows} rows, but \"{other.Name}\" has {other.Values.Count}.", nameof(columns));
        return new([.. Enumerable.Range(0, rows)], [.. all.Select(c => new TableColumn<int>(c.Name, row => c.Values[row], null, c.Unit))], null, UsualRows);
    }

    /// <summary>
    /// A table of comma-separated values after RFC 4180, whose first line names the columns. A column is of whole numbers, numbers,
    /// truth values or texts, whichever fits all its fields; an empty field is a missing value.
    /// </summary>
    /// <exception cref="FormatException">The text is not of that form; the message names the row.</exception>
    public static Table<int> ParseCsv(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        return FromColumns(CsvReader.Read(csv));
    }

    /// <summary>A table from a file of comma-separated values, in UTF-8; see <see cref="ParseCsv"/>.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">It does not hold such values; the message names the row.</exception>
    public static Table<int> Load(string path) => ParseCsv(File.ReadAllText(path));

    /// <summary>What the table holds, column by column, as it came and in full.</summary>
    public abstract IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>All rows as comma-separated values after RFC 4180: numbers in full and alike in every culture, times in the unit that the head names.</summary>
    public string ToCsv() => CsvText.Of(Content());

    /// <summary>The table as an HTML fragment that is right on light and on dark pages.</summary>
    public string ToHtml() => TableHtml.Of(Content());

    /// <summary>The table as text for a face of fixed width.</summary>
    public override string ToString() => TableText.Of(Content());

    /// <summary>Writes all rows to a file of comma-separated values, whose name ends in <c>.csv</c>, or the rows that are shown to a page of its own, in <c>.html</c>.</summary>
    /// <exception cref="ArgumentException">The name ends in neither.</exception>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    public void Save(string path) => OutputFile.Write(
        "A table",
        path,
        (".csv", "comma-separated values", ToCsv),
        (".html", "a page of its own", () => HtmlPage.OfTable(Content().Caption ?? "Table", ToHtml())));

    private protected abstract TableContent Content();
}
