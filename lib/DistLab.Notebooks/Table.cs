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

    /// <summary>All rows as comma-separated values after RFC 4180: numbers in full and alike in every culture, times in the unit that the head names.</summary>
    public string ToCsv() => CsvText.Of(Content());

    /// <summary>The table as an HTML fragment that is right on light and on dark pages.</summary>
    public string ToHtml() => TableHtml.Of(Content());

    /// <summary>The table as text for a face of fixed width.</summary>
    public override string ToString() => TableText.Of(Content());

    /// <summary>Writes all rows to a file of comma-separated values, whose name ends in <c>.csv</c>.</summary>
    /// <exception cref="ArgumentException">The name does not end in <c>.csv</c>.</exception>
    public void Save(string path)
    {
        var extension = Path.GetExtension(path);
        if (!extension.Equals(".csv", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"A table cannot be saved as \"{extension}\". Let the file's name end in .csv.", nameof(path));
        OutputFile.Write(path, ToCsv());
    }

    private protected abstract TableContent Content();
}
