using System.Text;

namespace DistLab.Notebooks.Drawing;

/// <summary>Path data: shapes as short relative commands on a grid of a tenth of a pixel.</summary>
internal static class SvgPath
{
    private static readonly (double X, double Y)[][] MarkerShapes =
    [
        [],
        [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        [(0, -1.15), (1.08, 0.8), (-1.08, 0.8)],
        [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
        [(0, 1.15), (1.08, -0.8), (-1.08, -0.8)],
        [(-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4), (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4)],
        [(-1, -0.5), (0, -1.1), (1, -0.5), (1, 0.5), (0, 1.1), (-1, 0.5)],
        [(-1.2, -0.45), (1.2, -0.45), (1.2, 0.45), (-1.2, 0.45)],
    ];

    /// <summary>A coordinate with at most one decimal.</summary>
    public static string Number(double value)
    {
        var text = new StringBuilder();
        AppendTenths(text, Tenths(value));
        return text.ToString();
    }

    /// <summary>A line through the points. Each is rounded before the differences are taken, so that nothing drifts.</summary>
    public static string Poly(IReadOnlyList<(double X, double Y)> points, bool close = false)
    {
        var path = new StringBuilder("M");
        var (x, y) = (Tenths(points[0].X), Tenths(points[0].Y));
        AppendTenths(path, x);
        AppendTenths(path, y, separate: true);
        for (var i = 1; i < points.Count; i++)
        {
            var (toX, toY) = (Tenths(points[i].X), Tenths(points[i].Y));
            AppendStep(path, toX - x, toY - y);
            (x, y) = (toX, toY);
        }
        return close ? path.Append('z').ToString() : path.ToString();
    }

    /// <summary>A straight line.</summary>
    public static string Line(double x1, double y1, double x2, double y2) => Poly([(x1, y1), (x2, y2)]);

    /// <summary>A circle.</summary>
    public static string Circle(double x, double y, double radius)
    {
        var r = Number(radius);
        return $"M{Number(x - radius)} {Number(y)}a{r} {r} 0 1 0 {Number(2 * radius)} 0a{r} {r} 0 1 0 {Number(-2 * radius)} 0z";
    }

    /// <summary>The mark of a series, one shape per colour: circle, square, triangle, diamond, triangle downwards, plus, hexagon, bar.</summary>
    public static string Marker(int number, double x, double y, double radius = 4)
    {
        var shape = MarkerShapes[(((number - 1) % MarkerShapes.Length) + MarkerShapes.Length) % MarkerShapes.Length];
        return shape.Length == 0 ? Circle(x, y, radius) : Poly([.. shape.Select(p => (x + (p.X * radius), y + (p.Y * radius)))], close: true);
    }

    /// <summary>The head of an arrow from the first point, with its tip on the second.</summary>
    public static string ArrowHead(double x1, double y1, double x2, double y2, double size = 6.5)
    {
        var angle = Math.Atan2(y2 - y1, x2 - x1);
        (double, double) Corner(double turn) => (x2 - (size * Math.Cos(angle + turn)), y2 - (size * Math.Sin(angle + turn)));
        return Poly([(x2, y2), Corner(0.40), Corner(-0.40)], close: true);
    }

    /// <summary>A cross, to be stroked.</summary>
    public static string Cross(double x, double y, double radius = 5) =>
        Line(x - radius, y - radius, x + radius, y + radius) + Line(x + radius, y - radius, x - radius, y + radius);

    /// <summary>Strokes at 45 degrees that end at a rectangle's edges, so that no clip path (and thus no id) is needed.</summary>
    public static string Hatch(double x, double y, double width, double height, double gap = 5)
    {
        var path = new StringBuilder();
        for (var k = gap - height; k < width; k += gap)
        {
            var (from, to) = (Math.Max(0, k), Math.Min(width, k + height));
            if (to > from)
                path.Append(Line(x + from, y + height - (from - k), x + to, y + height - (to - k)));
        }
        return path.ToString();
    }

    /// <summary>A crooked line downwards.</summary>
    public static string Zigzag(double x, double from, double to) => Poly(ZigzagPoints(x, from, to));

    /// <summary>The corners of a crooked line downwards.</summary>
    public static IReadOnlyList<(double X, double Y)> ZigzagPoints(double x, double from, double to)
    {
        const double step = 4;
        const double reach = 2.5;
        List<(double X, double Y)> points = [(x, from)];
        for (var i = 1; from + (i * step) < to; i++)
            points.Add((x + (i % 2 == 0 ? -reach : reach), from + (i * step)));
        points.Add((x, to));
        return points;
    }

    /// <summary>An error bar from one height to another, with caps.</summary>
    public static string ErrorBar(double x, double low, double high, double cap = 3.5) =>
        Line(x - cap, low, x + cap, low) + Line(x, low, x, high) + Line(x - cap, high, x + cap, high);

    /// <summary>A bar that stands on a base line, its two far corners cut by up to 2 px.</summary>
    public static string Bar(double x, double width, double baseline, double top)
    {
        var cut = Math.Min(Math.Min(2, width / 4), Math.Abs(top - baseline)) * Math.Sign(baseline - top);
        var side = Math.Abs(cut);
        return Poly([(x, baseline), (x, top + cut), (x + side, top), (x + width - side, top), (x + width, top + cut), (x + width, baseline)], close: true);
    }

    private static void AppendStep(StringBuilder path, long dx, long dy)
    {
        if (dx == 0 && dy == 0)
            return;
        if (dy == 0)
            AppendTenths(path.Append('h'), dx);
        else if (dx == 0)
            AppendTenths(path.Append('v'), dy);
        else
        {
            AppendTenths(path.Append('l'), dx);
            AppendTenths(path, dy, separate: true);
        }
    }

    private static long Tenths(double value) => (long)Math.Round(value * 10, MidpointRounding.AwayFromZero);

    private static void AppendTenths(StringBuilder text, long tenths, bool separate = false)
    {
        if (separate && tenths >= 0)
            text.Append(' ');
        if (tenths < 0)
            text.Append('-');
        var size = Math.Abs(tenths);
        text.Append(size / 10);
        if (size % 10 != 0)
            text.Append('.').Append(size % 10);
    }
}
