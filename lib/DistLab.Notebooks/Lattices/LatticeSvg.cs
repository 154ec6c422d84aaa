using DistLab.Notebooks.Drawing;
using DistLab.Time;

namespace DistLab.Notebooks.Lattices;

/// <summary>Draws a lattice of cuts: a level for each number of events, a circle for each cut, a line for each event.</summary>
internal sealed class LatticeSvg
{
    private const double Radius = 16;
    private const double LevelHeight = 62;
    private const double WidestStep = 110;
    private const double Centre = 360;
    private const double Room = 600;
    private const double KeyY = 84;

    private readonly GlobalStateLattice _lattice;
    private readonly LatticeOptions _options;
    private readonly HashSet<Cut> _marked;
    private readonly double _top;
    private readonly double _step;

    public LatticeSvg(GlobalStateLattice lattice, LatticeOptions options, HashSet<Cut> marked, double shift)
    {
        (_lattice, _options, _marked, _top) = (lattice, options, marked, 128 + shift);
        var places = lattice.Levels.SelectMany(level => level.Select((cut, i) => Math.Abs(Place(cut, i, level.Count))));
        _step = Math.Min(WidestStep, Room / 2 / Math.Max(1, places.Max()));
    }

    public double Height => _top + (LevelHeight * (_lattice.Levels.Count - 1)) + Radius + 24;

    public void Draw(SvgCanvas canvas)
    {
        Key(canvas);
        var at = _lattice.Levels.SelectMany((level, depth) => level.Select((cut, i) => (cut, X: Centre + (_step * Place(cut, i, level.Count)), Y: _top + (LevelHeight * depth))))
            .ToDictionary(place => place.cut, place => (place.X, place.Y));
        canvas.Layer();
        foreach (var cut in at.Keys)
        {
            foreach (var next in _lattice.Next(cut))
                canvas.Line(at[cut].X, at[cut].Y, at[next].X, at[next].Y, Paint.Axis, width: 1.25);
        }
        canvas.Layer();
        var own = OwnWay().Select(cut => at[cut]).ToList();
        canvas.Path(SvgPath.Poly(own), Paint.Series(1), width: 3.5);
        canvas.Layer();
        foreach (var (cut, place) in at)
            Circle(canvas, cut, place.X, place.Y);
    }

    /// <summary>The cuts through which the run really went, in the order of true time.</summary>
    private IEnumerable<Cut> OwnWay()
    {
        var counts = _lattice.Levels[0][0].Counts;
        var all = _lattice.Levels.SelectMany(level => level).ToDictionary(cut => cut.Counts);
        yield return all[counts];
        foreach (var e in _lattice.History.Events)
            yield return all[counts = counts.With(e.Node.Index, e.Index)];
    }

    private void Circle(SvgCanvas canvas, Cut cut, double x, double y)
    {
        var marked = _marked.Contains(cut);
        canvas.Dot(x, y, Radius, marked ? Paint.Series(2) : Paint.Card, marked ? Paint.Series(2) : Paint.Secondary);
        var name = string.Join(cut.Counts.All(count => count < 10) ? "" : ",", cut.Counts);
        canvas.Text(x, y + 4, name, 11.5, marked ? Paint.Series(2).Over() : Paint.Ink, Anchor.Middle, bold: true);
        if (_options.Label?.Invoke(cut) is { Length: > 0 } label)
            canvas.Text(x + Radius + 5, y + 4, label, 11.5, Paint.Secondary, halo: Paint.Card);
    }

    private void Key(SvgCanvas canvas)
    {
        var y = _top - 128 + KeyY;
        canvas.Line(Card.Margin, y - 4, Card.Margin + 18, y - 4, Paint.Series(1), width: 3.5);
        canvas.Text(Card.Margin + 26, y, "the way that this run took", 11.5, Paint.Secondary);
        if (_options.Condition is null)
            return;
        canvas.Dot(Card.Margin + 230, y - 4, 6, Paint.Series(2));
        canvas.Text(Card.Margin + 244, y, TextMetrics.Shorten(_options.ConditionName, 400, 11.5), 11.5, Paint.Secondary);
    }

    // Of two nodes, the lattice is a grid that stands on its corner; of more, a level is simply spread.
    private static double Place(Cut cut, int i, int count) => cut.Counts.Count == 2 ? (cut.Counts[1] - cut.Counts[0]) / 2.0 : i - ((count - 1) / 2.0);
}
