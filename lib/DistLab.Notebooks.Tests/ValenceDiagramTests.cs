using System.Xml.Linq;
using DistLab.Consensus;
using DistLab.Protocols;

namespace DistLab.Notebooks.Tests;

public sealed class ValenceDiagramTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Every_state_on_the_way_and_next_to_it_is_a_circle_and_what_arrives_is_said()
    {
        var graph = Explore([0, 0, 1]);
        var path = graph.BivalentPath();
        var svg = XDocument.Parse(ValenceDiagram.Of(graph).Title("a < b").ToSvg());
        Assert.Equal(graph.Around(path).States.Count, svg.Descendants(Svg + "circle").Count());
        var texts = svg.Descendants(Svg + "text").Select(text => text.Value).ToList();
        Assert.Contains("a < b", texts);
        Assert.Equal(path.Count - 1, texts.Count(text => text.Contains('→', StringComparison.Ordinal)));
        Assert.Equal(ValenceDiagram.Of(graph).ToSvg(), ValenceDiagram.Of(Explore([0, 0, 1])).ToSvg());
        Assert.StartsWith($"A way on which nothing is decided\nA way through {path.Count} bivalent states", ValenceDiagram.Of(graph).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_open_there_is_nothing_to_draw() => Assert.Throws<ArgumentException>(() => ValenceDiagram.Of(Explore([1, 1, 1])));

    private static ValenceGraph<VoterState, VoteMessage> Explore(ValueList<int> inputs)
    {
        var voting = new VotingRounds(inputs, rounds: 2);
        return ValenceSearch.Explore(voting, nodes: 3, voter => voter.Decision, voting.IsLate);
    }
}
