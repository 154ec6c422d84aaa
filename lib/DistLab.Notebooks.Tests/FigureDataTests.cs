using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Plots;
using DistLab.Protocols;

namespace DistLab.Notebooks.Tests;

public sealed class FigureDataTests
{
    private sealed record Run(string Kind, int Nodes, Duration Wait);

    private static JsonArray Data(Figure figure) => JsonNode.Parse(figure.ToPlotlyJson())!["data"]!.AsArray();

    private static double?[] Numbers(JsonNode? values) => [.. values!.AsArray().Select(v => (double?)v)];

    [Fact]
    public void Records_and_pairs_of_any_number_give_the_same_chart()
    {
        var runs = new[] { new Run("a", 2, 3.Milliseconds()), new Run("a", 4, 5.Milliseconds()) };
        var records = Figure.Of("t").Line("a", runs, r => r.Nodes, r => r.Wait);
        var pairs = Figure.Of("t").Line("a", runs.Select(r => (r.Nodes, r.Wait)));
        Assert.Equal(records.ToPlotlyJson(), pairs.ToPlotlyJson());
        Assert.Equal([2, 4], Numbers(Data(records)[0]!["x"]));
        Assert.Equal([3, 5], Numbers(Data(records)[0]!["y"]));
    }

    [Fact]
    public void Times_choose_a_unit_that_the_axis_names_and_a_wish_overrides_it()
    {
        var figure = Figure.Of("t").X("Time").Y("Wait", "µs").Line("a", new[] { (Instant.FromSeconds(1), 2.Milliseconds()), (Instant.FromSeconds(9), 3.Milliseconds()) });
        Assert.Contains(">Time, s</text>", figure.ToSvg());
        Assert.Contains(">Wait, µs</text>", figure.ToSvg());
        Assert.Equal([1, 9], Numbers(Data(figure)[0]!["x"]));
        Assert.Equal([2000, 3000], Numbers(Data(figure)[0]!["y"]));
    }

    [Fact]
    public void Times_and_numbers_on_one_axis_are_refused_with_the_way_out()
    {
        var figure = Figure.Of("t").Line("a", new[] { (1, 2.Milliseconds()) });
        Assert.Contains(".Milliseconds", Assert.Throws<ArgumentException>(() => figure.Line("b", new[] { (1, 2.0) })).Message);
        Assert.Throws<ArgumentException>(() => Figure.Of("t").Line("a", new object[] { 1, 2.Seconds() }, v => 1, v => Quantity.Of(v)));
    }

    [Fact]
    public void Kinds_that_share_no_axes_are_refused()
    {
        var bars = Figure.Of("t").Bars("a", new[] { ("x", 1) });
        Assert.Throws<InvalidOperationException>(() => bars.Line("b", new[] { (1, 2) }));
        Assert.Throws<InvalidOperationException>(() => bars.Heatmap(["r"], ["c"], new double[1, 1]));
        Assert.Throws<InvalidOperationException>(() => Figure.Of("t").Heatmap(["r"], ["c"], new double[1, 1]).Theory("x", x => x));
        Assert.Throws<InvalidOperationException>(() => Figure.Of("t").Color(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => bars.Color(9));
        Assert.Throws<ArgumentException>(() => Figure.Of("t").Heatmap(["r"], ["c"], new double[2, 1]));
        Assert.Throws<ArgumentException>(() => Figure.Of("t").RangeX(2, 1));
    }

    [Fact]
    public void A_missing_value_is_a_gap_and_never_bridged()
    {
        var line = new[] { (0, 1.0), (1, 2.0), (2, double.NaN), (3, 4.0), (4, 5.0) };
        var figure = Figure.Of("t").Line("a", line);
        Assert.Equal([1, 2, null, 4, 5], Numbers(Data(figure)[0]!["y"]));
        var path = System.Xml.Linq.XDocument.Parse(figure.ToSvg()).Descendants().Single(e => (string?)e.Attribute("class") == "sc1" && (string?)e.Attribute("stroke-width") == "2.25");
        Assert.Equal(2, ((string)path.Attribute("d")!).Count(c => c == 'M'));
    }

    [Fact]
    public void A_line_runs_from_left_to_right_whatever_the_order_of_its_points()
    {
        var figure = Figure.Of("t").Line("a", new[] { (3, 30), (1, 10), (2, 20) });
        Assert.Equal([1, 2, 3], Numbers(Data(figure)[0]!["x"]));
        Assert.Equal([10, 20, 30], Numbers(Data(figure)[0]!["y"]));
    }

    [Fact]
    public void What_a_logarithmic_axis_cannot_show_is_counted_in_the_footer()
    {
        var figure = Figure.Of("t").LogY().Line("a", new[] { (1, 0), (2, -5), (3, 10), (4, 100) }).Footer("Seed 1");
        Assert.Contains(">Seed 1. 2 values at or below zero not shown.</text>", figure.ToSvg());
        Assert.Equal([null, null, 10, 100], Numbers(Data(figure)[0]!["y"]));
    }

    [Fact]
    public void The_same_name_keeps_its_colour_and_an_explicit_one_is_given_to_nobody_else()
    {
        var figure = Figure.Of("t").Line("a", new[] { (1, 1), (2, 2) }).Line("b", new[] { (1, 2), (2, 3) }).Color(1).Measured("a", new[] { (1, 1.1) });
        string[] colours = [(string)Data(figure)[0]!["line"]!["color"]!, (string)Data(figure)[1]!["line"]!["color"]!, (string)Data(figure)[2]!["marker"]!["color"]!];
        Assert.Equal([Palette.Light(Paint.Series(2)), Palette.Light(Paint.Series(1)), Palette.Light(Paint.Series(2))], colours);
    }

    [Fact]
    public void Red_is_for_violations_only()
    {
        var many = Enumerable.Range(0, 12).Aggregate(Figure.Of("t"), (f, i) => f.Line($"s{i}", new[] { (0, i), (1, i) }));
        Assert.DoesNotContain(Palette.Light(Paint.Bad), many.ToSvg());
        Assert.Contains(Palette.Light(Paint.Bad), many.Line("two holders", new[] { (0, 1), (1, 2) }).Violation().ToSvg());
    }

    [Fact]
    public void Theory_is_dashed_and_nothing_else_is()
    {
        var figure = Figure.Of("t").Line("a", new[] { (1, 1), (10, 9) });
        Assert.DoesNotContain("stroke-dasharray=\"6 4\"", figure.ToSvg());
        Assert.Contains("stroke-dasharray=\"6 4\"", figure.Theory("N", n => n).ToSvg());
        Assert.Equal("6px,4px", (string?)Data(figure.Theory("N", n => n))[1]!["line"]!["dash"]);
    }

    [Fact]
    public void A_formula_with_a_pole_does_not_press_the_data_flat()
    {
        var model = XyModel.From(Of(new PointSeries("a", PointStyle.Line, [new(0, 0), new(0.9, 9)], false, false), new FunctionSeries("f", r => 1 / Math.Abs(r - 0.5))));
        Assert.InRange(model.Y.High, 9, 20);
    }

    [Fact]
    public void Quantiles_are_values_of_the_sample_by_nearest_rank()
    {
        var model = XyModel.From(Of(new SampleSeries("a", SampleStyle.Distribution, [.. Enumerable.Range(1, 100).Select(i => (double)i)], false, 0)));
        Assert.Equal([50, 95, 99, 1], new[] { 0.5, 0.95, 0.99, 0.001 }.Select(model.Curves[0].Quantile));
    }

    [Fact]
    public void Bins_hold_every_value_once_and_the_greatest_too()
    {
        var values = Enumerable.Range(0, 1000).Select(i => Math.Sqrt(i)).ToList();
        var edges = Bins.Edges(values, 0, isLog: false);
        Assert.Equal(1000, Bins.Count(values, edges).Sum());
        Assert.True(edges[0] <= 0 && edges[^1] >= values[^1]);
        Assert.Equal([1, 2], Bins.Count([1, 2, 3], [1, 2, 3]));
        Assert.Equal([-0.5, 0.5, 1.5, 2.5], Bins.Edges([0, 1, 1, 2], 0, isLog: false));
    }

    [Fact]
    public void A_box_has_the_quartiles_of_the_sample_and_Tukeys_whiskers()
    {
        var box = BoxRow.Of("a", default, [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]);
        Assert.Equal((1, 3.25, 5.5, 7.75, 9), (box.Low, box.Q1, box.Median, box.Q3, box.High));
        Assert.Equal([100], box.Outliers);
    }

    [Fact]
    public void Bars_keep_their_order_unless_sorted_and_theory_finds_its_category()
    {
        var bars = Figure.Of("t").Bars("m", new[] { ("ring", 5.0), ("central", 3), ("lamport", 9) }).Theory("formula", new[] { ("central", 3.5) });
        string[] Names(Figure f) => [.. JsonNode.Parse(f.ToPlotlyJson())!["layout"]!["xaxis"]!["ticktext"]!.AsArray().Select(t => (string)t!)];
        Assert.Equal(["ring", "central", "lamport"], Names(bars));
        Assert.Equal(["central", "ring", "lamport"], Names(bars.Sorted()));
        Assert.Equal([9, 5, 3], Numbers(Data(bars.Sorted(descending: true))[0]!["y"]));
        Assert.Equal([null, 3.5, null], Numbers(Data(bars)[1]!["y"]));
    }

    [Fact]
    public void A_formula_over_bars_is_taken_at_the_number_that_names_each()
    {
        var figure = Figure.Of("t").Bars("worst", new[] { (2, 2), (1000, 999) }).Theory("N", n => n);
        Assert.Equal([2, 1000], Numbers(Data(figure)[1]!["y"]));
    }

    [Fact]
    public void Rows_are_split_into_series_by_name()
    {
        Run[] runs = [new("ring", 2, 1.Seconds()), new("central", 2, 2.Seconds()), new("ring", 4, 3.Seconds())];
        var data = Data(Figure.Of("t").Lines(runs, r => r.Kind, r => r.Nodes, r => r.Wait));
        Assert.Equal(["ring", "central"], data.Select(t => (string)t!["name"]!));
    }

    [Theory]
    [InlineData(0, 64, "0 25 50 75")]
    [InlineData(0, 100, "0 20 40 60 80 100")]
    [InlineData(-3, 4, "−4 −2 0 2 4")]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 23_000_000, "0 5 M 10 M 15 M 20 M 25 M")]
    public void Ticks_are_three_to_six_round_numbers(double low, double high, string labels)
    {
        Assert.Equal(labels, string.Join(' ', Scale.Linear(low, high).Labels).Replace('\u00A0', ' '));
    }

    [Fact]
    public void A_logarithmic_axis_labels_one_and_three_and_marks_the_rest()
    {
        var scale = Scale.Logarithmic(3, 900, cover: true);
        Assert.Equal(["3", "10", "30", "100", "300", "1\u2009000"], scale.Labels);
        Assert.Contains(20, scale.Minor);
    }

    [Theory]
    [InlineData(12345, "12\u2009345")]
    [InlineData(-0.5, "−0.5")]
    [InlineData(3.14159, "3.14")]
    [InlineData(0.012345, "0.0123")]
    [InlineData(123456.7, "123\u2009457")]
    [InlineData(23_456_789, "23.5\u00A0M")]
    [InlineData(0.00001, "10⁻⁵")]
    [InlineData(0, "0")]
    [InlineData(double.NaN, "–")]
    public void Numbers_are_written_for_people(double value, string text)
    {
        Assert.Equal(text, Drawing.Numbers.Text(value));
    }

    [Fact]
    public void Edges_of_a_heat_map_are_round_and_symmetric_around_zero()
    {
        Assert.Equal([30, 60, 90, 120, 150, 180, 210, 240], HeatClasses.Of([28, 264]).Edges);
        var diverging = HeatClasses.Of([-45, 30]);
        Assert.True(diverging.IsDiverging);
        Assert.Equal(diverging.Edges.Select(e => -e).Reverse(), diverging.Edges);
        Assert.Equal(4, diverging.ClassOf(0));
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_with_the_way_out()
    {
        Assert.Contains(".svg", Assert.Throws<ArgumentException>(() => Figure.Of("t").Save("figure.png")).Message);
    }

    private static FigureData Of(params Series[] series) => new("t") { Series = [.. series] };
}
