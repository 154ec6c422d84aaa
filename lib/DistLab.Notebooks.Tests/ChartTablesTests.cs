using DistLab.Notebooks.Interchange;

namespace DistLab.Notebooks.Tests;

public sealed class ChartTablesTests
{
    private static readonly Dictionary<string, Figure> Once = Samples.All().ToDictionary(s => s.Name, s => s.Figure);

    public static TheoryData<string> Names => [.. Once.Keys];

    private static IReadOnlyList<Table> Tables(string plotly) => ChartTables.Of(ChartData.Parse(plotly));

    private static string[] Lines(Figure figure) => [.. Tables(figure.ToPlotlyJson()).SelectMany(t => t.ToString().Split('\n'))];

    [Theory, MemberData(nameof(Names))]
    public void Every_figure_has_its_data_as_tables_that_end(string name)
    {
        var tables = Tables(Once[name].ToPlotlyJson());
        Assert.Equal(name.StartsWith("empty", StringComparison.Ordinal), tables.All(t => t.Columns[0].Values.Count == 0));
        Assert.All([.. tables, .. Tables(Once[name].ToNativePlotlyJson())], t => Assert.InRange(t.Columns[0].Values.Count, 0, 50));
    }

    [Fact]
    public void Series_over_the_same_places_stand_side_by_side_with_their_intervals()
    {
        var figure = Figure.Of("t").X("Nodes").Y("Wait").Line("mean", new[] { (2, 5.0), (4, 7) }, r => r.Item1, r => r.Item2, r => r.Item2 - 1, r => r.Item2 + 1).Line("worst", new[] { (2, 9), (4, 12) });
        string[] lines = ["Wait", "Nodes  mean  mean, low  mean, high  worst", "-----  ----  ---------  ----------  -----", "    2     5          4           6      9", "    4     7          6           8     12"];
        Assert.Equal(lines, Lines(figure));
    }

    [Fact]
    public void Bars_and_cells_are_named_by_their_categories()
    {
        Assert.Equal(["entries", "x     entries", "----  -------", "ring        3", "tree        1"], Lines(Figure.Of("t").Bars("entries", new[] { ("ring", 3), ("tree", 1) })));
    }

    [Fact]
    public void A_long_series_is_thinned_and_says_so()
    {
        var lines = Lines(Figure.Of("t").Line("noise", Enumerable.Range(0, 1001).Select(i => (i, i * i))));
        Assert.Equal("noise – 50 of 1001 rows", lines[0]);
        Assert.Equal(52, lines.Length - 1);
        Assert.StartsWith("    0", lines[3]);
        Assert.StartsWith("1\u2009000", lines[^1]);
    }

    [Fact]
    public void A_matrix_keeps_its_form_and_a_wide_one_tells_of_each_row()
    {
        Assert.Equal(["   a  b", "-  -  -", "p  1  2", "q  –  4"], Lines(Figure.Of("t").Heatmap(["p", "q"], ["a", "b"], new[,] { { 1.0, 2 }, { double.NaN, 4 } })));
        Assert.Contains(Lines(Once["heatmap-big"]), line => line.StartsWith("60 columns, of each row", StringComparison.Ordinal));
    }

    [Fact]
    public void A_diagram_tells_its_messages_and_events()
    {
        var trace = new SampleTrace().Message(0, 1, 1, 4).Done();
        var text = string.Join('\n', Tables(SpaceTimeDiagram.Of(trace).ToPlotlyJson()).Select(t => t.ToString()));
        Assert.Contains("Message", text);
        Assert.Contains("P0 → P1", text);
        Assert.Contains("Node and time", text);
    }
}
