using DistLab.Coordination;
using DistLab.Notebooks.Drawing;
using DistLab.Protocols;

namespace DistLab.Notebooks.Waiting;

/// <summary>Draws a wait-for graph: processes clockwise on a circle, arrows between them.</summary>
internal sealed class WaitForSvg(WaitForGraph graph, NodeId? victim, Func<NodeId, string> name, double shift)
{
    private const double Dot = 19;
    private const double Head = 9;
    private const double TextSize = 12.5;

    private readonly IReadOnlyList<NodeId> _processes = ProcessesOf(graph);
    private readonly double _top = 84 + shift;

    public double Height => _top + (2 * (Depth + Dot)) + 22;

    // At the left, so that a narrow page shows it whole; room for a name beside the circle.
    private double Middle => Radius + 150;

    // Two stand side by side.
    private double Depth => _processes.Count <= 2 ? 0 : Radius;

    // Neighbours on the circle keep about 70 pixels between them.
    private double Radius => _processes.Count <= 2 ? 68 : Math.Max(62, 70 / (2 * Math.Sin(Math.PI / _processes.Count)));

    public static IReadOnlyList<NodeId> ProcessesOf(WaitForGraph graph) =>
        [.. graph.Edges.SelectMany(edge => new[] { edge.Waiting, edge.On }).Distinct().Order()];

    public void Draw(SvgCanvas canvas)
    {
        if (_processes.Count == 0)
            canvas.Text(Middle, _top + Dot, "nobody waits", TextSize, Paint.Muted, Anchor.Middle);
        var cycle = graph.Cycle;
        foreach (var edge in graph.Edges)
            Arrow(canvas, edge, IsOn(cycle, edge));
        canvas.Layer();
        foreach (var process in _processes)
            Circle(canvas, process, cycle.Contains(process));
        canvas.Layer();
        foreach (var process in _processes)
            Name(canvas, process);
    }

    private void Circle(SvgCanvas canvas, NodeId process, bool isOnCycle)
    {
        var (x, y) = Place(process);
        var fill = process == victim ? Paint.Bad : isOnCycle ? Paint.BadTint : Paint.Card;
        canvas.Dot(x, y, Dot, fill, isOnCycle ? Paint.Bad : Paint.Axis, 1.75);
    }

    // A long name stands beside its process, on the far side of the circle; so does what has become of it.
    private void Name(SvgCanvas canvas, NodeId process)
    {
        var (x, y) = Place(process);
        var text = name(process);
        var isLeft = x < Middle - 1;
        void Beside(double height, string words, Paint paint) =>
            canvas.Text(isLeft ? x - Dot - 8 : x + Dot + 8, height, words, TextSize, paint, isLeft ? Anchor.End : Anchor.Start, bold: true);
        var isLong = TextMetrics.Width(text, TextSize, bold: true) > (2 * Dot) - 6;
        if (isLong)
            Beside(process == victim ? y - 4 : y + 4.5, text, Paint.Ink);
        else
            canvas.Text(x, y + 4.5, text, TextSize, process == victim ? Paint.Bad.Over() : Paint.Ink, Anchor.Middle, bold: true);
        if (process == victim)
            Beside(isLong ? y + 13 : y + 4.5, "victim", Paint.Bad);
    }

    private void Arrow(SvgCanvas canvas, WaitForEdge edge, bool isOnCycle)
    {
        var ((x1, y1), (x2, y2)) = (Place(edge.Waiting), Place(edge.On));
        var length = Math.Sqrt(((x2 - x1) * (x2 - x1)) + ((y2 - y1) * (y2 - y1)));
        if (length == 0)
            return;
        var (dx, dy) = ((x2 - x1) / length, (y2 - y1) / length);
        // Two that wait for each other have an arrow each.
        var aside = graph.Edges.Contains(new(edge.On, edge.Waiting)) ? 6 : 0;
        (x1, y1) = (x1 + (dx * (Dot + 3)) - (dy * aside), y1 + (dy * (Dot + 3)) + (dx * aside));
        (x2, y2) = (x2 - (dx * (Dot + 4)) - (dy * aside), y2 - (dy * (Dot + 4)) + (dx * aside));
        var paint = isOnCycle ? Paint.Bad : Paint.Secondary;
        canvas.Line(x1, y1, x2 - (dx * Head * 0.8), y2 - (dy * Head * 0.8), paint, isOnCycle ? 2.5 : 1.5);
        canvas.Path(SvgPath.ArrowHead(x1, y1, x2, y2, Head), fill: paint);
    }

    private (double X, double Y) Place(NodeId process)
    {
        var i = 0;
        while (_processes[i] != process)
            i++;
        var angle = (2 * Math.PI * i / _processes.Count) - (_processes.Count <= 2 ? Math.PI : Math.PI / 2);
        return (Middle + (Radius * Math.Cos(angle)), _top + Dot + Depth + (Depth * Math.Sin(angle)));
    }

    private static bool IsOn(ValueList<NodeId> cycle, WaitForEdge edge) =>
        cycle.Select((process, i) => new WaitForEdge(process, cycle[(i + 1) % cycle.Count])).Contains(edge);
}
