using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.DotNet.Interactive.Formatting;

namespace DistLab.Notebooks.Tests;

/// <summary>What a kernel that uses Microsoft.DotNet.Interactive.Formatting shows.</summary>
public sealed class BoxDisplayTests
{
    public static TheoryData<object> Boxes =>
    [
        Check.Number("a", 1, 2),
        Predict.Number("q", 1),
        Predict.Choice("q", "A", "x", "y"),
        Predict.Number("q", 1).Against(2),
        Scoreboard.Titled("t").Equal("q", 1, 1),
    ];

    [Theory]
    [MemberData(nameof(Boxes))]
    public void A_box_is_shown_as_balanced_HTML_and_as_text(object box)
    {
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(box.GetType()));
        var html = box.ToDisplayString("text/html");
        Assert.Equal("div", XDocument.Parse(html).Root!.Name);
        Assert.Contains("class=\"dlx", html);
        Assert.Equal(box.ToString(), box.ToDisplayString("text/plain"));
    }

    [Fact]
    public void A_space_time_diagram_is_shown_as_a_figure_is()
    {
        var diagram = SpaceTimeDiagram.Of(new SampleTrace().Message(0, 1, 1, 4).Done());
        Assert.Equal(Formatter.GetPreferredMimeTypesFor(typeof(Figure)), Formatter.GetPreferredMimeTypesFor(typeof(SpaceTimeDiagram)));
        Assert.NotNull(JsonNode.Parse(diagram.ToDisplayString("application/vnd.plotly.v1+json"))!["data"]);
        Assert.Equal(diagram.ToSvg(), diagram.ToDisplayString("image/svg+xml"));
        Assert.Equal(diagram.ToString(), diagram.ToDisplayString("text/plain"));
    }
}
