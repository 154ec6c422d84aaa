using DistLab.Consensus;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Valences;

/// <summary>Draws a way through bivalent states: a level for each arrival, states of a valence below each other.</summary>
internal sealed class ValenceSvg(ValencePath path, double shift)
{
    private const double Radius = 8;
    private const double LevelHeight = 46;
    private const double Apart = 30;
    private const double Words = 506;
    private const double TextSize = 11.5;

    private static readonly (Valence Valence, double X, int Series, string Name)[] Columns =
    [
        (Valence.Zero, 110, 2, "0-valent"), (Valence.Bivalent, 255, 1, "bivalent"), (Valence.One, 435, 3, "1-valent"),
    ];

    private readonly double _top = 120 + shift;

    public double Height => _top + (LevelHeight * (path.Levels.Count - 1)) + Radius + 20;

    public void Draw(SvgCanvas canvas)
    {
        foreach (var (_, x, series, name) in Columns)
            canvas.Text(x, _top - 34, name, TextSize, Paint.Series(series), Anchor.Middle, bold: true);
        canvas.Text(Words, _top - 34, "what arrives on the way", TextSize, Paint.Secondary);
        var at = Places();
        canvas.Layer();
        foreach (var (from, to) in path.Steps)
        {
            var isOnTheWay = IsOnTheWay(from) && IsOnTheWay(to);
            canvas.Line(at[from].X, at[from].Y, at[to].X, at[to].Y, isOnTheWay ? Paint.Series(1) : Paint.Axis, width: isOnTheWay ? 3 : 1.25);
        }
        canvas.Layer();
        foreach (var (number, valence) in path.Levels.SelectMany(level => level))
            Dot(canvas, number, valence, at[number]);
        for (var step = 0; step < path.Arrivals.Count; step++)
            canvas.Text(Words, _top + (LevelHeight * (step + 0.5)) + 4, TextMetrics.Shorten(path.Arrivals[step], 720 - Words - Card.Margin, TextSize), TextSize, Paint.Ink);
    }

    private Dictionary<int, (double X, double Y)> Places()
    {
        var places = new Dictionary<int, (double, double)>();
        for (var depth = 0; depth < path.Levels.Count; depth++)
        {
            foreach (var column in path.Levels[depth].GroupBy(state => state.Valence))
            {
                var i = 0;
                foreach (var (number, valence) in column)
                    places[number] = (X(valence) + (Apart * i++), _top + (LevelHeight * depth));
            }
        }
        return places;
    }

    private void Dot(SvgCanvas canvas, int number, Valence valence, (double X, double Y) place)
    {
        var paint = Columns.Where(column => column.Valence == valence).Select(column => Paint.Series(column.Series)).FirstOrDefault(Paint.Muted);
        canvas.Dot(place.X, place.Y, Radius, valence == Valence.Bivalent && !IsOnTheWay(number) ? Paint.Card : paint, paint);
    }

    private bool IsOnTheWay(int number) => path.Levels.Take(path.Arrivals.Count + 1).Any(level => level[0].Number == number);

    private static double X(Valence valence) => Columns.Where(column => column.Valence == valence).Select(column => column.X).FirstOrDefault(40);
}
