using DistLab.Notebooks;
using DistLab.Notebooks.Tables;
using Microsoft.Data.Analysis;

namespace DistLab.Interop;

/// <summary>Tables as data frames of Microsoft.Data.Analysis, and back.</summary>
public static class DataFrames
{
    /// <summary>
    /// The table as a data frame: whole numbers as 64-bit integers, other numbers as doubles, truth values, texts. Times become
    /// numbers in one unit, which the column's name then holds; a name that comes again gets a number.
    /// </summary>
    public static DataFrame ToDataFrame(this Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new(PlainColumn.AllOf(table).Select(ToColumn));
    }

    /// <summary>The data frame as a table, column by column. (<see cref="DataFrame.ToTable"/> is another thing: a table of System.Data.)</summary>
    /// <exception cref="ArgumentException">The frame has no column.</exception>
    public static Table<int> AsTable(this DataFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Table.FromColumns(frame.Columns.Select(column => new TableColumn(column.Name, Values(column))));
    }

    /// <summary>
    /// A data frame from a file of comma-separated values. Unlike <see cref="DataFrame"/>'s own reader it keeps whole numbers
    /// whole, and an empty field is a missing value, also among texts.
    /// </summary>
    /// <param name="path">The file, in UTF-8, whose first line names the columns.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">It does not hold such values; the message names the row.</exception>
    public static DataFrame LoadCsv(string path) => Table.Load(path).ToDataFrame();

    private static DataFrameColumn ToColumn(TableColumn column) => column.Values.FirstOrDefault(v => v is not null) switch
    {
        long => new Int64DataFrameColumn(column.Name, column.Values.Select(v => (long?)v)),
        double => new DoubleDataFrameColumn(column.Name, column.Values.Select(v => (double?)v)),
        bool => new BooleanDataFrameColumn(column.Name, column.Values.Select(v => (bool?)v)),
        _ => new StringDataFrameColumn(column.Name, column.Values.Select(v => (string?)v)),
    };

    private static object?[] Values(DataFrameColumn column)
    {
        var values = new object?[checked((int)column.Length)];
        for (var row = 0; row < values.Length; row++)
            values[row] = column[row];
        return values;
    }
}
