using System.Xml.Linq;
using DistLab.Protocols;

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
}
