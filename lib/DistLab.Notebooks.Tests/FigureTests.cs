using System.Text.Json.Nodes;
using System.Xml.Linq;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Tests;

public sealed class FigureTests
{
    private static readonly Dictionary<string, Figure> Once = Samples.All().ToDictionary(s => s.Name, s => s.Figure);
    private static readonly Dictionary<string, Figure> Again = Samples.All().ToDictionary(s => s.Name, s => s.Figure);

    public static TheoryData<string> Names => [.. Once.Keys];

    private static Figure Sample(string name) => Once[name];

    private static List<XElement> Texts(XDocument svg) => [.. svg.Descendants().Where(e => e.Name.LocalName == "text")];

    private static string? Inherited(XElement element, string attribute) =>
        element.AncestorsAndSelf().Select(e => e.Attribute(attribute)?.Value).FirstOrDefault(v => v is not null);

    private static double Number(XElement element, string attribute) =>
        double.Parse(Inherited(element, attribute)!, System.Globalization.CultureInfo.InvariantCulture);

    [Theory, MemberData(nameof(Names))]
    public void Every_text_is_large_enough_and_lies_on_the_card(string name)
    {
        var svg = XDocument.Parse(Sample(name).ToSvg());
        var height = Number(svg.Root!, "height");
        foreach (var text in Texts(svg))
        {
            var size = Number(text, "font-size");
            var width = TextMetrics.Width(text.Value, size, Inherited(text, "font-weight") == "600");
            var x = Number(text, "x") - (Inherited(text, "text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 });
            Assert.True(size >= 10, $"{text.Value}: {size}");
            Assert.True(x >= 1 && x + width <= 719, $"\"{text.Value}\" runs from {x:0} to {x + width:0}");
            Assert.InRange(Number(text, "y"), 10, height - 4);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_drawing_can_stand_beside_others_in_any_page(string name)
    {
        var svg = XDocument.Parse(Sample(name).ToSvg());
        Assert.Equal(["title", "desc"], svg.Descendants().Where(e => e.Attribute("id") is not null).Select(e => e.Name.LocalName));
        Assert.Subset(new HashSet<string> { "svg", "title", "desc", "style", "g", "path", "rect", "circle", "text" }, svg.Descendants().Select(e => e.Name.LocalName).ToHashSet());
        var style = svg.Descendants().Single(e => e.Name.LocalName == "style").Value;
        var selectors = System.Text.RegularExpressions.Regex.Replace(style, @"@media[^{]*\{|\{[^}]*\}", "\n").Split(['\n', '}', ','], StringSplitOptions.RemoveEmptyEntries);
        Assert.All(selectors, selector => Assert.Contains(".dl", selector));
    }

    [Theory, MemberData(nameof(Names))]
    public void No_two_texts_overlap(string name)
    {
        var boxes = Texts(XDocument.Parse(Sample(name).ToSvg())).Select(text =>
        {
            var size = Number(text, "font-size");
            var width = TextMetrics.Width(text.Value, size, Inherited(text, "font-weight") == "600");
            var x = Number(text, "x") - (Inherited(text, "text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 });
            return (text.Value, Left: x, Right: x + width, Top: Number(text, "y") - (0.7 * size), Bottom: Number(text, "y"));
        }).ToList();
        for (var i = 0; i < boxes.Count; i++)
        {
            for (var j = i + 1; j < boxes.Count; j++)
            {
                var (a, b) = (boxes[i], boxes[j]);
                Assert.False(a.Left < b.Right - 0.5 && b.Left < a.Right - 0.5 && a.Top < b.Bottom - 0.5 && b.Top < a.Bottom - 0.5, $"\"{a.Value}\" and \"{b.Value}\"");
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Both_renderings_are_the_same_bytes_every_time(string name)
    {
        Assert.Equal(Once[name].ToSvg(), Again[name].ToSvg());
        Assert.Equal(Once[name].ToPlotlyJson(), Again[name].ToPlotlyJson());
    }

    [Theory, MemberData(nameof(Names))]
    public void The_chart_uses_only_traces_that_plotly_basic_has_and_numbers_that_JSON_has(string name)
    {
        var chart = JsonNode.Parse(Sample(name).ToPlotlyJson())!;
        Assert.All(chart["data"]!.AsArray(), t => Assert.Contains((string)t!["type"]!, new[] { "scatter", "bar" }));
        Assert.NotNull(chart["layout"]!["title"]!["text"]);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_dark_page_knows_the_twin_of_every_colour(string name)
    {
        var chart = JsonNode.Parse(Sample(name).ToPlotlyJson())!;
        var twins = chart["layout"]!["meta"]!["dark"]!.AsObject();
        var used = System.Text.RegularExpressions.Regex.Matches(chart["data"]!.ToJsonString() + chart["layout"]!["xaxis"]!.ToJsonString(), "#[0-9A-F]{6}").Select(m => m.Value);
        Assert.All(used, colour => Assert.True(twins.ContainsKey(colour), colour));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_drawing_stays_small(string name)
    {
        var limit = name is "heatmap-big" or "scatter-many" ? 150_000 : 30_000;
        Assert.InRange(Sample(name).ToSvg().Length, 500, limit);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("empty-line")]
    [InlineData("empty-log")]
    [InlineData("empty-bars")]
    [InlineData("empty-ecdf")]
    [InlineData("empty-histogram")]
    [InlineData("empty-box")]
    [InlineData("empty-heat")]
    public void A_figure_without_data_says_so(string name)
    {
        Assert.Contains(">no data</text>", Sample(name).ToSvg());
        Assert.Contains("without data", Sample(name).ToString());
    }

    [Fact]
    public void The_gallery_is_written_where_one_asks_for_it()
    {
        var folder = Environment.GetEnvironmentVariable("DISTLAB_GALLERY") ?? Path.Combine(Path.GetTempPath(), "distlab-gallery-" + Guid.NewGuid().ToString("N"));
        foreach (var (name, figure) in Samples.All())
        {
            figure.Save(Path.Combine(folder, name + ".svg"));
            figure.Save(Path.Combine(folder, name + ".json"));
        }
        File.WriteAllText(Path.Combine(folder, "table.html"), Samples.Table().ToHtml());
        Assert.Equal((Samples.All().Count() * 2) + 1, Directory.GetFiles(folder).Length);
        if (Environment.GetEnvironmentVariable("DISTLAB_GALLERY") is null)
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Several_distributions_are_drawn_as_one_after_the_other()
    {
        (string Name, double[] Values)[] samples = [("a", [1, 2, 3]), ("b", [2, 4])];
        Assert.Equal(
            Figure.Of("t").Ecdf("a", samples[0].Values).Ecdf("b", samples[1].Values).ToSvg(),
            Figure.Of("t").Ecdfs(samples, sample => sample.Name, sample => sample.Values).ToSvg());
    }
}
