using System.Xml.Linq;
using DistLab.Protocols;
using FsCheck.Fluent;

namespace DistLab.Notebooks.Tests;

public sealed class TableTests
{
    private record Base(string Algorithm);

    private sealed record Row(string Algorithm, int WorstWait, double Mean, Duration Time, bool Safe) : Base(Algorithm)
    {
        public string this[int index] => index.ToString();
    }

    private static readonly Row[] Rows =
    [
        new("central server", 12_345, 3, 12.5.Milliseconds(), true), new("ring", -4, 24.129, 2.Milliseconds(), true), new("<none> & \"nothing\"", 0, 72.5, 150.Microseconds(), false),
    ];

    [Fact]
    public void Columns_come_from_the_properties_in_their_order_and_numbers_stand_right()
    {
        string[] lines =
        [
            "Ten runs",
            "Algorithm           Worst wait  Mean  Time, ms  Safe",
            "------------------  ----------  ----  --------  ----",
            "central server          12\u2009345   3.0     12.50  yes",
            "ring                        \u22124  24.1      2.00  yes",
            "<none> & \"nothing\"           0  72.5      0.15  no",
        ];
        Assert.Equal(lines, Table.From(Rows).Caption("Ten runs").ToString().Split('\n'));
    }

    [Fact]
    public void Own_columns_replace_the_found_ones_and_take_formats_and_units()
    {
        var text = Table.From(Rows).Column("Mean", r => r.Mean, "0.00", "hops").Column("Time", r => r.Time, unit: "µs").ToString();
        Assert.Equal("Mean, hops  Time, µs\n----------  --------\n      3.00    12\u2009500\n     24.13     2\u2009000\n     72.50       150", text);
    }

    [Fact]
    public void Tuples_anonymous_types_and_plain_values_have_columns_too()
    {
        Assert.StartsWith("Item1  Item2\n", Table.From([(1, "a"), (2, "b")]).ToString());
        Assert.StartsWith("N  Wait\n", Table.From([new { N = 1, Wait = 2.5 }]).ToString());
        Assert.StartsWith("Value\n", Table.From([1.5, 2.5]).ToString());
        Assert.StartsWith("Algorithm", Table.From<Base>(Rows).ToString());
        Assert.Contains("Worst wait", Table.From<object>(Rows).ToString());
    }

    [Fact]
    public void A_long_table_says_how_many_rows_it_leaves_out()
    {
        var table = Table.From(Enumerable.Range(1, 1234)).Rows(5);
        Assert.EndsWith("    5\n… 1\u2009229 more rows", table.ToString());
        Assert.Contains(">… 1\u2009229 more rows</td>", table.ToHtml());
        Assert.Equal(1235, table.ToCsv().Split("\r\n").Length - 1);
        Assert.EndsWith("… 1 more row", Table.From([1, 2]).Rows(1).ToString());
    }

    [Fact]
    public void An_empty_table_says_so()
    {
        Assert.EndsWith("(no rows)", Table.From(Array.Empty<Row>()).ToString());
        Assert.Contains(">no rows</td>", Table.From(Array.Empty<Row>()).ToHtml());
    }

    [Fact]
    public void HTML_escapes_every_text()
    {
        var html = Table.From(Rows).Caption("<script>").Column("<b>", r => r.Algorithm).ToHtml();
        Assert.DoesNotContain("<script>", html);
        Assert.DoesNotContain("<none>", html);
        var body = XDocument.Parse(html).Root!;
        Assert.Equal("<none> & \"nothing\"", body.Descendants("td").Last().Value);
        Assert.Equal("<b>", body.Descendants("td").Last().Attribute("data-l")!.Value);
    }

    [Fact]
    public void CSV_follows_RFC_4180_and_keeps_every_digit()
    {
        var csv = Table.From(Rows).Column("Name, quoted", r => r.Algorithm).Column("Mean", r => r.Mean / 3).Column("Time", r => r.Time).ToCsv();
        Assert.Equal("\"Name, quoted\",Mean,\"Time, ms\"\r\ncentral server,1,12.5\r\nring,8.043000000000001,2\r\n\"<none> & \"\"nothing\"\"\",24.166666666666668,0.15\r\n", csv);
    }

    [Fact]
    public void Times_of_very_different_size_each_take_their_own_unit()
    {
        var text = Table.From([new { Time = 2.Microseconds() }, new { Time = 30.Seconds() }]).ToString();
        Assert.Equal("Time\n----\n2\u00A0µs\n30\u00A0s", text);
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_with_the_way_out()
    {
        var error = Assert.Throws<ArgumentException>(() => Table.From(Rows).Save("rows.xlsx"));
        Assert.Contains(".csv", error.Message);
    }

    [Fact]
    public void Save_makes_the_folder_and_writes_every_row()
    {
        var folder = Directory.CreateTempSubdirectory("distlab");
        try
        {
            var path = Path.Combine(folder.FullName, "new", "rows.csv");
            Table.From(Rows).Rows(1).Save(path);
            Assert.Equal(4, File.ReadAllLines(path).Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_table_gives_its_columns_and_is_made_of_columns()
    {
        var columns = Table.From(Rows).Columns;
        Assert.Equal(["Algorithm", "Worst wait", "Mean", "Time", "Safe"], columns.Select(c => c.Name));
        Assert.Equal([12_345, -4, 0], columns[1].Values.Cast<int>());
        Assert.Equal(Table.From(Rows).ToString(), Table.FromColumns(columns).ToString());
        Assert.Equal(Table.From(Rows).ToCsv(), Table.FromColumns(columns).ToCsv());
    }

    [Fact]
    public void Columns_that_are_no_table_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Table.FromColumns());
        var message = Assert.Throws<ArgumentException>(() => Table.FromColumns(new TableColumn("a", [1, 2]), new TableColumn("b", [1]))).Message;
        Assert.StartsWith("The column \"a\" has 2 rows, but \"b\" has 1.", message);
    }

    [Fact]
    public void A_plain_column_has_values_of_one_type_that_every_tool_knows()
    {
        static TableColumn Plain(string? unit, params object?[] values) => new TableColumn("c", values, unit).ToPlain();
        Assert.Equal([1L, null, 3L], Plain(null, 1, null, (byte)3).Values);
        Assert.Equal([1.0, 2.5], Plain("hops", 1, 2.5m).Values);
        Assert.Equal("c, hops", Plain("hops", 1, 2.5m).Name);
        Assert.Equal([true, null], Plain(null, true, null).Values);
        Assert.Equal(["1", "x", null], Plain(null, 1, "x", null).Values);
        Assert.Equal(("c, ms", 2.5), (Plain(null, 2.5.Milliseconds()).Name, Plain(null, 2.5.Milliseconds()).Values[0]));
        Assert.Equal([0.0025, null], Plain("s", 2.5.Milliseconds(), null).Values);
        Assert.Equal([(double)ulong.MaxValue], Plain(null, ulong.MaxValue).Values);
    }

    [Fact]
    public void Comma_separated_values_are_read_as_what_they_are()
    {
        var table = Table.ParseCsv("\uFEFFName,N,Mean,Safe,Zip\r\n\"a, \"\"b\"\"\nc\",1,2.5,true,01234\n,,,,\r\nx,-3,1e3,False,5\n");
        Assert.Equal(["Name", "N", "Mean", "Safe", "Zip"], table.Columns.Select(c => c.Name));
        Assert.Equal(["a, \"b\"\nc", null, "x"], table.Columns[0].Values);
        Assert.Equal([1L, null, -3L], table.Columns[1].Values);
        Assert.Equal([2.5, null, 1000.0], table.Columns[2].Values);
        Assert.Equal([true, null, false], table.Columns[3].Values);
        Assert.Equal(["01234", null, "5"], table.Columns[4].Values);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a,b\n1\n", "Row 1 has 1 fields, but 2 columns")]
    [InlineData("a\n\"1\n", "never closed")]
    [InlineData("a\n\"1\"2\n", "closing quote")]
    public void What_is_no_table_of_values_is_told_with_its_row(string csv, string message)
    {
        Assert.Contains(message, Assert.Throws<FormatException>(() => Table.ParseCsv(csv)).Message);
    }

    [Fact]
    public void A_file_of_values_is_read_back_as_it_was_written()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("distlab ").FullName, "t.csv");
        Table.From(Rows).Save(path);
        Assert.Equal(Table.From(Rows).ToCsv(), Table.Load(path).ToCsv());
        Assert.Equal(["a", "", "b"], Table.ParseCsv("c\na\n\"\"\nb").Columns[0].Values);
        Assert.Equal([1L, null, 2L], Table.ParseCsv("c\n1\n\n2\n").Columns[0].Values);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Any_texts_survive_the_way_through_a_file_of_values() => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), texts =>
    {
        // A text that reads as a number or is empty would come back as one: the form has no types.
        var cells = texts.Select(t => "x" + (t ?? "").Replace("\0", "")).ToArray();
        return Table.ParseCsv(Table.FromColumns(new TableColumn("c", cells)).ToCsv()).Columns[0].Values.SequenceEqual(cells);
    }));
}
