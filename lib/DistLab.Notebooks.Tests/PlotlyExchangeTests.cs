using System.Text.Json.Nodes;

namespace DistLab.Notebooks.Tests;

public sealed class PlotlyExchangeTests
{
    private static readonly Dictionary<string, Figure> Once = Samples.All().ToDictionary(s => s.Name, s => s.Figure);

    /// <summary>JSON has no infinite number, so that the footer can no longer count them.</summary>
    private static readonly string[] WithInfinities = ["infinite"];

    public static TheoryData<string> Names => [.. Once.Keys.Except(WithInfinities)];

    private static JsonObject Chart(string traces, string layout = "{}") =>
        new() { ["data"] = JsonNode.Parse(traces), ["layout"] = JsonNode.Parse(layout) };

    private static Figure Read(string traces, string layout = "{}") => Figure.FromPlotly(Chart(traces, layout).ToJsonString());

    [Theory, MemberData(nameof(Names))]
    public void A_figure_comes_back_from_its_native_chart_as_the_same_drawing(string name)
    {
        var back = Figure.FromPlotly(Once[name].ToNativePlotlyJson());
        Assert.Equal(Once[name].ToSvg(), back.ToSvg());
        Assert.Equal(Once[name].ToPlotlyJson(), back.ToPlotlyJson());
    }

    [Theory]
    [InlineData("line-theory")]
    [InlineData("step-times")]
    [InlineData("bars")]
    [InlineData("heatmap")]
    [InlineData("percent")]
    public void A_chart_as_notebooks_hold_it_can_be_read_back_too(string name)
    {
        var back = Figure.FromPlotly(Once[name].ToPlotlyJson());
        Assert.Equal(Once[name].ToString().Split('\n')[0], back.ToString().Split('\n')[0]);
        Assert.Contains("<svg", back.ToSvg());
    }

    [Fact]
    public void A_chart_of_another_tool_becomes_a_figure()
    {
        var figure = Read(
            """[{"type":"scatter","mode":"lines+markers","name":"load","y":[1,3,2]},{"type":"scattergl","mode":"markers","x":[0,2],"y":[2,2],"name":"dots"}]""",
            """{"title":{"text":"<b>Load</b> over time"},"xaxis":{"title":{"text":"Time, s"}},"yaxis":{"title":"Requests"}}""");
        Assert.StartsWith("Load over time\nLine chart. Requests against Time, s, 0 to 2.", figure.ToString());
    }

    [Fact]
    public void Numbers_packed_by_plotly_for_Python_are_unpacked()
    {
        var packed = Convert.ToBase64String([.. new[] { 1.5, 2.5 }.SelectMany(BitConverter.GetBytes)]);
        var small = Convert.ToBase64String([3, 255]);
        var text = Read($$$"""[{"type":"scatter","mode":"lines","name":"a","x":{"dtype":"i1","bdata":"{{{small}}}"},"y":{"dtype":"f8","bdata":"{{{packed}}}"}}]""").ToString();
        Assert.Contains("from 2.5 at −1 to 1.5 at 3", text);
    }

    [Fact]
    public void Bars_that_lie_down_stand_up_and_boxes_are_grouped_by_their_categories()
    {
        Assert.Contains("a: ring 3, tree 1", Read("""[{"type":"bar","orientation":"h","name":"a","y":["ring","tree"],"x":[3,1]}]""").ToString());
        Assert.Contains("low: 2 values, median 1.5", Read("""[{"type":"box","x":["low","low","high"],"y":[1,2,9]}]""").ToString());
    }

    [Fact]
    public void Rows_of_a_heat_map_count_from_below_unless_its_axis_runs_downwards()
    {
        const string heat = """[{"type":"heatmap","x":["a"],"y":["p","q"],"z":[[1],[2]]}]""";
        Assert.Equal(["q", "p"], RowNames(Read(heat)));
        Assert.Equal(["p", "q"], RowNames(Read(heat, """{"yaxis":{"autorange":"reversed"}}""")));
        static IEnumerable<string> RowNames(Figure figure) => JsonNode.Parse(figure.ToPlotlyJson())!["layout"]!["meta"]!["y"]!.AsArray().Select(n => (string)n!);
    }

    [Theory]
    [InlineData("""[{"type":"surface","z":[[1]]}]""", "cannot show Plotly's \"surface\"")]
    [InlineData("""[{"y":[1],"name":"a"},{"y":[1],"yaxis":"y2","name":"b"}]""", "\"b\" stands on axes of its own")]
    [InlineData("""[{"type":"heatmap","name":"h"}]""", "has no matrix")]
    public void What_no_figure_can_show_is_named(string traces, string message)
    {
        Assert.Contains(message, Assert.Throws<NotSupportedException>(() => Read(traces)).Message);
    }

    [Fact]
    public void A_drawing_of_boxes_is_not_mistaken_for_their_samples()
    {
        var boxes = Figure.Of("t").Box("a", new[] { 1.0, 2, 3 });
        Assert.Contains("cannot be had back", Assert.Throws<NotSupportedException>(() => Figure.FromPlotly(boxes.ToPlotlyJson())).Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"layout\":{}}")]
    public void What_is_no_chart_is_told_so(string text)
    {
        Assert.StartsWith("This is no Plotly chart", Assert.Throws<FormatException>(() => Figure.FromPlotly(text)).Message);
    }

    [Fact]
    public void Properties_of_the_wrong_kind_are_passed_over()
    {
        var figure = Read("""[{"type":"scatter","x":5,"y":[1,null,"NaN",true],"name":7,"line":"red","error_y":[],"meta":{"a":1}}]""", """{"title":3,"xaxis":[],"annotations":{}}""");
        Assert.Contains("<svg", figure.ToSvg());
    }

    [Fact]
    public void Infinite_values_become_gaps()
    {
        var back = Figure.FromPlotly(Once["infinite"].ToNativePlotlyJson());
        Assert.DoesNotContain("Infinity", Once["infinite"].ToNativePlotlyJson());
        Assert.Contains("<svg", back.ToSvg());
    }
}
