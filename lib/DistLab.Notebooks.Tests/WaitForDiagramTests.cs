using System.Xml.Linq;
using DistLab.Coordination;

namespace DistLab.Notebooks.Tests;

public sealed class WaitForDiagramTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly WaitForGraph Graph = WaitForGraph.Empty.Wait(0, 1).Wait(1, 2).Wait(2, 0).Wait(3, 1);

    [Fact]
    public void Every_process_is_a_circle_and_those_that_wait_for_each_other_in_a_circle_are_red()
    {
        var svg = XDocument.Parse(WaitForDiagram.Of(Graph, victim: 1).Title("a < b").ToSvg());
        var circles = svg.Descendants(Svg + "circle").Select(ClassOf).ToList();
        Assert.Equal(4, circles.Count);
        Assert.Equal(3, circles.Count(name => name.Contains("sbad", StringComparison.Ordinal)));
        var texts = svg.Descendants(Svg + "text").Select(text => text.Value).ToList();
        Assert.Equal(["a < b", "P0", "P1", "P2", "P3", "victim"], texts.Order(StringComparer.Ordinal).OrderBy(text => text[0] is 'P' ? 1 : text == "victim" ? 2 : 0));
    }

    [Fact]
    public void What_is_drawn_is_also_said()
    {
        Assert.Equal(
            "Waiting in a circle\nWait-for graph. P0 waits for P1, P1 waits for P2, P2 waits for P0, P3 waits for P1; a circle of 3: P0, P1, P2; the victim is P1.",
            WaitForDiagram.Of(Graph, victim: 1).ToString());
        Assert.Equal("Nobody waits in a circle\nWait-for graph. Nobody waits; no circle.", WaitForDiagram.Of(WaitForGraph.Empty).ToString());
    }

    [Fact]
    public void Names_may_be_long_and_too_many_processes_are_refused()
    {
        var named = WaitForDiagram.Of(Graph).NodeNames(process => $"philosopher {process.Index}");
        Assert.Contains("philosopher 3", named.ToSvg(), StringComparison.Ordinal);
        var crowd = Enumerable.Range(0, 24).Aggregate(WaitForGraph.Empty, (graph, i) => graph.Wait(i, i + 1));
        Assert.Throws<ArgumentException>(() => WaitForDiagram.Of(crowd));
    }

    [Fact]
    public void The_same_graph_is_drawn_alike_and_an_empty_one_too()
    {
        Assert.Equal(WaitForDiagram.Of(Graph).ToSvg(), WaitForDiagram.Of(Graph).ToSvg());
        Assert.Contains("nobody waits", WaitForDiagram.Of(WaitForGraph.Empty).ToSvg(), StringComparison.Ordinal);
    }

    private static string ClassOf(XElement element) =>
        element.AncestorsAndSelf().Select(e => (string?)e.Attribute("class")).FirstOrDefault(name => name is not null && name != "dl") ?? "";
}
