using System.Text.Json.Nodes;
using DistLab.Notebooks;
using DistLab.Protocols;
using Trace = DistLab.Simulation.Trace;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using Figure = DistLab.Notebooks.Figure;

namespace DistLab.Interop.Tests;

public sealed class PlotlyNetTests
{
    private static readonly (int N, double Wait)[] Runs = [(2, 1.5), (4, double.NaN), (8, 6.25)];

    private static readonly Dictionary<string, Figure> Figures = new()
    {
        ["lines"] = Figure.Of("Waits <grow>").Subtitle("for each ring").X("Nodes").Y("Wait", "ms").Footer("Seed 1").LogX()
            .Line("mean", Runs, r => r.N, r => r.Wait, r => r.Wait - 1, r => r.Wait + 1).Measured("mean", new[] { (2, 2.0) }).Theory("N", n => n).Interval("95 % CI").Note(8, 6.25, "here"),
        ["steps and dots"] = Figure.Of("t").Step("held", new[] { (0.Seconds(), 1), (2.Seconds(), 0) }).Scatter("seen", new[] { (1.Seconds(), 1) }).RangeX(0.Seconds(), 3.Seconds()),
        ["bars"] = Figure.Of("t").Y("Share", "%").Bars("a", new[] { ("ring", 3.5), ("tree", 1) }).Bars("b", new[] { ("tree", 2.0) }).Theory("t", new[] { ("ring", 3.0) }),
        ["histogram"] = Figure.Of("t").Histogram("a", Enumerable.Range(0, 200).Select(i => Math.Sqrt(i)), bins: 12),
        ["distribution"] = Figure.Of("t").X("Latency").Ecdf("a", Enumerable.Range(1, 50).Select(i => (i * i).Milliseconds())),
        ["boxes"] = Figure.Of("t").Box("a", Enumerable.Range(0, 30)).Box("b", Enumerable.Range(5, 9)),
        ["matrix"] = Figure.Of("t").Y("Delay", "ms").Heatmap(["p", "q"], ["a", "b", "c"], new[,] { { 1, 2.5, 3 }, { double.NaN, 5, 6 } }),
        ["empty"] = Figure.Of("Nothing"),
    };

    public static TheoryData<string> Names => [.. Figures.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_figure_comes_back_from_its_chart_as_the_same_drawing(string name)
    {
        var back = Figures[name].ToChart().ToFigure();
        Assert.Equal(Figures[name].ToSvg(), back.ToSvg());
        Assert.Equal(Figures[name].ToPlotlyJson(), back.ToPlotlyJson());
    }

    [Fact]
    public void A_chart_can_be_styled_with_the_functions_of_its_library()
    {
        var figure = Figures["lines"];
        var styled = figure.ToChart()
            .WithTitle("Styled")
            .WithXAxisStyle(Title.init("Ring size"))
            .WithMarkerStyle(Size: 12)
            .WithLineStyle(Width: 4.0);
        var json = JsonNode.Parse(GenericChart.toFigureJson(styled))!;
        Assert.Equal("Ring size", (string?)json["layout"]!["xaxis"]!["title"]!["text"]);
        Assert.Equal("log", (string?)json["layout"]!["xaxis"]!["type"]);
        Assert.Equal(12, (int)json["data"]![0]!["marker"]!["size"]!);
        Assert.NotNull(json["data"]![0]!["marker"]!["symbol"]);
        Assert.Equal("linear", (string?)json["data"]![0]!["line"]!["shape"]);
        Assert.StartsWith("Styled\nLine chart. Wait, ms against Ring size (log scale)", styled.ToFigure().ToString());
        Assert.Equal(figure.ToSvg(), figure.ToChart().ToFigure().ToSvg());
    }

    [Fact]
    public void Charts_of_the_library_itself_become_figures()
    {
        var line = Chart2D.Chart.Line<int, double, string>([1, 2, 3], [1.0, 4, 9], Name: "squares").WithTitle("Squares");
        Assert.StartsWith("Squares\nLine chart.", line.ToFigure().ToString());
        var both = Chart.Combine([line, Chart2D.Chart.Point<int, double, string>([1, 2], [2.0, 3], Name: "dots")]);
        Assert.Contains("dots: 2 points", both.ToFigure().ToString());
        var column = Chart2D.Chart.Column<double, string, string, double, double>([3.0, 1], Keys: Microsoft.FSharp.Core.FSharpOption<IEnumerable<string>>.Some(["ring", "tree"]));
        Assert.Contains("ring 3, tree 1", column.ToFigure().ToString());
    }

    [Fact]
    public void A_chart_is_shown_as_a_figure_is()
    {
        var chart = Figures["lines"].ToChart();
        Assert.Equal(Formatter.GetPreferredMimeTypesFor(typeof(Figure)), Formatter.GetPreferredMimeTypesFor(chart.GetType()));
        Assert.NotNull(JsonNode.Parse(chart.ToDisplayString("application/vnd.plotly.v1+json"))!["data"]);
        Assert.Equal(Figures["lines"].ToSvg(), chart.ToDisplayString("image/svg+xml"));
        Assert.StartsWith("Waits <grow>\nLine chart.", chart.ToDisplayString("text/plain"));
    }

    [Fact]
    public void A_chart_that_no_figure_can_show_is_shown_with_a_card_that_says_so()
    {
        var surface = Chart3D.Chart.Surface<double[], double, double, double, string>([[1.0, 2], [3, 4]]).WithTitle("Hills");
        Assert.Contains("\"surface\"", Assert.Throws<NotSupportedException>(() => surface.ToFigure()).Message);
        Assert.Contains("has no static drawing", surface.ToDisplayString("image/svg+xml"));
        Assert.Contains("\"surface\"", surface.ToDisplayString("application/vnd.plotly.v1+json"));
    }

    [Fact]
    public void A_diagram_of_a_run_becomes_a_chart()
    {
        var chart = SpaceTimeDiagram.Of(Trace.KeepAll()).Title("Nothing sent").ToChart();
        Assert.Contains("Nothing sent", GenericChart.toFigureJson(chart));
    }
}
