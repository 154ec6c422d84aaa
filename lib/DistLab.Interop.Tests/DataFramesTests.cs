using DistLab.Notebooks;
using DistLab.Protocols;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace DistLab.Interop.Tests;

public sealed class DataFramesTests : IDisposable
{
    private sealed record Run(string? Name, int Nodes, double Mean, Duration Wait, bool Safe);

    private static readonly Table Runs = Table.From([new Run("ring, \"slow\"", 3, 1.25, 2.5.Milliseconds(), true), new Run(null, -4, double.NaN, 40.Milliseconds(), false)]);

    private readonly string _folder = Directory.CreateTempSubdirectory("distlab ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_table_becomes_a_frame_of_the_common_types()
    {
        var frame = Runs.ToDataFrame();
        Assert.Equal(["Name", "Nodes", "Mean", "Wait, ms", "Safe"], frame.Columns.Select(c => c.Name));
        Assert.Equal([typeof(string), typeof(long), typeof(double), typeof(double), typeof(bool)], frame.Columns.Select(c => c.DataType));
        Assert.Equal([null, -4L, double.NaN, 40.0, false], frame.Rows[1]);
    }

    [Fact]
    public void A_frame_comes_back_as_the_table_that_it_was()
    {
        var plain = Runs.ToDataFrame().AsTable();
        Assert.Equal(plain.ToCsv(), plain.ToDataFrame().AsTable().ToCsv());
        Assert.Equal(Runs.Columns[1].Values.Cast<int>(), plain.Columns[1].Values.Cast<long>().Select(v => (int)v));
        Assert.Equal(Runs.Columns[0].Values, plain.Columns[0].Values);
    }

    [Fact]
    public void Missing_values_of_every_type_stay_missing()
    {
        var table = Table.FromColumns(new TableColumn("n", [1, null]), new TableColumn("x", [null, 2.5]), new TableColumn("b", [true, null]), new TableColumn("s", [null, "a"]), new TableColumn("none", [null, null]));
        var frame = table.ToDataFrame();
        Assert.Equal([1L, null, true, null, null], frame.Rows[0]);
        Assert.Equal(table.ToCsv(), frame.AsTable().ToCsv());
    }

    [Fact]
    public void Columns_of_one_name_are_told_apart()
    {
        var table = Table.FromColumns(new TableColumn("a", [1]), new TableColumn("a", [2]), new TableColumn("a (2)", [3]));
        Assert.Equal(["a", "a (2)", "a (2) (2)"], table.ToDataFrame().Columns.Select(c => c.Name));
    }

    [Fact]
    public void Frames_with_columns_of_other_types_become_tables()
    {
        var frame = new DataFrame(new DateTimeDataFrameColumn("when", [new DateTime(2026, 1, 2)]), new Int32DataFrameColumn("i", [7]), new SingleDataFrameColumn("f", [0.5f]));
        Assert.Equal([new DateTime(2026, 1, 2), 7, 0.5f], frame.AsTable().Columns.Select(c => c.Values[0]));
    }

    [Fact]
    public void Each_reads_the_comma_separated_values_of_the_other()
    {
        var (ours, theirs) = (Path.Combine(_folder, "ours.csv"), Path.Combine(_folder, "theirs.csv"));
        Runs.Save(ours);
        var frame = DataFrame.LoadCsv(ours, dataTypes: [.. Runs.ToDataFrame().Columns.Select(c => c.DataType)]);
        Assert.Equal(3L, frame.Rows[0][1]);
        Assert.Equal("ring, \"slow\"", frame.Rows[0][0]);
        DataFrame.SaveCsv(Runs.ToDataFrame(), theirs);
        Assert.Equal(Runs.ToDataFrame().AsTable().Columns[1].Values, Table.Load(theirs).Columns[1].Values);
        Assert.Equal("ring, \"slow\"", Table.Load(theirs).Columns[0].Values[0]);
    }

    [Fact]
    public void Whole_numbers_and_missing_texts_survive_our_reader_of_files()
    {
        var path = Path.Combine(_folder, "runs.csv");
        Runs.Save(path);
        var frame = DataFrames.LoadCsv(path);
        Assert.Equal([typeof(string), typeof(long), typeof(double), typeof(double), typeof(bool)], frame.Columns.Select(c => c.DataType));
        Assert.Null(frame.Rows[1][0]);
    }

    [Fact]
    public void A_frame_is_shown_as_a_table_is()
    {
        var frame = Runs.ToDataFrame();
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(DataFrame)));
        Assert.StartsWith("<div class=\"dl-table\">", frame.ToDisplayString("text/html"));
        Assert.Contains("Wait, ms", frame.ToDisplayString("text/plain"));
        Assert.Equal("(no columns)", new DataFrame().ToDisplayString("text/plain"));
    }
}
