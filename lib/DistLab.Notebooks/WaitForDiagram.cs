using DistLab.Coordination;
using DistLab.Notebooks.Display;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Waiting;
using DistLab.Protocols;

namespace DistLab.Notebooks;

/// <summary>
/// Who waits for whom: the processes in a circle, an arrow from each to those it waits for, a deadlock in red, and the victim
/// filled. A diagram does not change: each method returns another one.
/// </summary>
[TypeFormatterSource(typeof(WaitForFormatterSource), PreferredMimeTypes = [FigureFormatterSource.Svg, FigureFormatterSource.Text])]
public sealed class WaitForDiagram
{
    /// <summary>How many processes a diagram shows at most.</summary>
    public const int MostProcesses = 24;

    private readonly WaitForGraph _graph;
    private readonly NodeId? _victim;
    private readonly Func<NodeId, string> _name;
    private readonly string? _title;

    private WaitForDiagram(WaitForGraph graph, NodeId? victim, Func<NodeId, string> name, string? title) => (_graph, _victim, _name, _title) = (graph, victim, name, title);

    /// <summary>The diagram of a wait-for graph.</summary>
    /// <param name="graph">Who waits for whom.</param>
    /// <param name="victim">Whose request is ended, if a victim has been chosen.</param>
    /// <exception cref="ArgumentException">More than 24 processes wait or are waited for.</exception>
    public static WaitForDiagram Of(WaitForGraph graph, NodeId? victim = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var count = WaitForSvg.ProcessesOf(graph).Count;
        if (count > MostProcesses)
            throw new ArgumentException($"{count} processes wait or are waited for; a diagram shows at most {MostProcesses}.", nameof(graph));
        return new(graph, victim, process => process.ToString(), null);
    }

    /// <summary>Says above the picture what it shows: the finding, in one sentence.</summary>
    public WaitForDiagram Title(string title) => new(_graph, _victim, _name, title);

    /// <summary>Names the processes otherwise than P0, P1, …</summary>
    public WaitForDiagram NodeNames(Func<NodeId, string> name) => new(_graph, _victim, name, _title);

    /// <summary>The picture as static SVG, right on light and dark pages. Same graph, same bytes.</summary>
    public string ToSvg()
    {
        var card = new Card(Heading(), null, null);
        var drawing = new WaitForSvg(_graph, _victim, _name, card.Shift);
        var canvas = new SvgCanvas(Heading(), Description(), height: (int)Math.Ceiling(drawing.Height + card.FooterHeight));
        card.Draw(canvas);
        drawing.Draw(canvas);
        return canvas.ToSvg();
    }

    /// <summary>Title and description.</summary>
    public override string ToString() => $"{Heading()}\n{Description()}";

    private string Heading() => _title ?? (_graph.HasDeadlock ? "Waiting in a circle" : "Nobody waits in a circle");

    private string Description()
    {
        var edges = _graph.Edges.Count == 0 ? "Nobody waits" : string.Join(", ", _graph.Edges.Select(edge => $"{_name(edge.Waiting)} waits for {_name(edge.On)}"));
        var cycle = _graph.Cycle;
        var circle = cycle.Count == 0 ? "no circle" : $"a circle of {cycle.Count}: {string.Join(", ", cycle.Select(_name))}";
        return $"Wait-for graph. {edges}; {circle}{(_victim is { } victim ? $"; the victim is {_name(victim)}" : "")}.";
    }
}
