using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>Finds empty space for a remark near its point.</summary>
internal sealed class NotePlacer(PlotFrame frame, IReadOnlyList<(double X, double Y)> ink)
{
    private const double Size = 12;
    private const double Line = 16;
    private readonly List<(double Left, double Top, double Right, double Bottom)> placed = [];

    /// <summary>Draws the remark where it covers least, with a leader to its point.</summary>
    public void Draw(SvgCanvas canvas, double x, double y, string text)
    {
        var lines = TextMetrics.Wrap(text, Math.Min(200, frame.Width / 2), Size, maxLines: 3);
        var (width, height) = (lines.Max(l => TextMetrics.Width(l, Size)), Line * lines.Count);
        var box = Candidates(x, y, width, height).MinBy(c => Cost(c, x, y));
        placed.Add(box);
        var (fromX, fromY) = (Math.Clamp(x, box.Left + 6, box.Right - 6), Math.Clamp(y, box.Top, box.Bottom));
        if (fromY == y)
            fromX = x < box.Left ? box.Left - 4 : box.Right + 4;
        canvas.Line(fromX, fromY + Math.Sign(y - fromY), x, y, Paint.Muted);
        canvas.Dot(x, y, 2.2, Paint.Muted);
        for (var i = 0; i < lines.Count; i++)
            canvas.Text(box.Left, box.Top + 12 + (Line * i), lines[i], Size, Paint.Secondary, halo: Paint.Card);
    }

    private IEnumerable<(double Left, double Top, double Right, double Bottom)> Candidates(double x, double y, double width, double height)
    {
        foreach (var distance in (double[])[26, 44, 70, 100, 140])
        {
            foreach (var (dx, dy) in ((double, double)[])[(0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7), (0, -1), (0, 1), (1, 0), (-1, 0)])
            {
                var left = x + (distance * dx) + (dx < -0.1 ? -width : dx > 0.1 ? 0 : -width / 2);
                var top = y + (distance * dy) + (dy < -0.1 ? -height : dy > 0.1 ? 0 : -height / 2);
                left = Math.Clamp(left, frame.Left + 6, Math.Max(frame.Left + 6, frame.Right - width));
                top = Math.Clamp(top, frame.Top, Math.Max(frame.Top, frame.Bottom - height - 4));
                yield return (left, top, left + width, top + height);
            }
        }
    }

    private double Cost((double Left, double Top, double Right, double Bottom) box, double x, double y)
    {
        var cost = 0.0;
        foreach (var (px, py) in ink)
            cost += px > box.Left - 6 && px < box.Right + 6 && py > box.Top - 4 && py < box.Bottom + 4 ? 20 : 0;
        foreach (var other in placed)
            cost += box.Left < other.Right && other.Left < box.Right && box.Top < other.Bottom && other.Top < box.Bottom ? 500 : 0;
        if (x > box.Left - 8 && x < box.Right + 8 && y > box.Top - 8 && y < box.Bottom + 8)
            cost += 1000;
        var (cx, cy) = (Math.Clamp(x, box.Left, box.Right), Math.Clamp(y, box.Top, box.Bottom));
        return cost + (0.2 * Math.Sqrt(((cx - x) * (cx - x)) + ((cy - y) * (cy - y))));
    }
}
