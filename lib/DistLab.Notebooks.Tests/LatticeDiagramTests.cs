using System.Xml.Linq;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;

namespace DistLab.Notebooks.Tests;

public sealed class LatticeDiagramTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Every_cut_is_a_circle_and_the_marked_ones_are_filled()
    {
        var lattice = Lattice(2, 2);
        var diagram = LatticeDiagram.Of(lattice).Mark("four events have happened", cut => cut.Counts.Sum() == 4);
        var circles = XDocument.Parse(diagram.ToSvg()).Descendants(Svg + "circle").Count();
        Assert.Equal(lattice.Count + 1, circles);
        Assert.Contains("definitely", diagram.ToString(), StringComparison.Ordinal);
        Assert.Contains("possibly, not definitely", LatticeDiagram.Of(lattice).Mark("only P0", cut => cut.Counts[1] == 0 && cut.Counts[0] == 2).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_lattice_gives_the_same_bytes_and_what_is_said_is_escaped()
    {
        LatticeDiagram Diagram() => LatticeDiagram.Of(Lattice(3, 1)).Title("a < b & c").Subtitle("s").Footer("f").Label(cut => $"{cut.InTransit.Count} under way");
        Assert.Equal(Diagram().ToSvg(), Diagram().ToSvg());
        Assert.Contains(XDocument.Parse(Diagram().ToSvg()).Descendants(Svg + "text"), text => text.Value == "a < b & c");
    }

    [Fact]
    public void What_nobody_could_read_is_refused() =>
        Assert.Throws<ArgumentException>(() => LatticeDiagram.Of(Lattice(3, 5)));

    private static GlobalStateLattice Lattice(int nodes, int transfers)
    {
        var run = new Bank(nodes, transfers: transfers).Simulate(nodes, 3, Delay.Exponential(10.Milliseconds()), Trace.KeepAll());
        run.Run();
        return GlobalStateLattice.Of(CausalHistory.Of(run.Trace));
    }
}
