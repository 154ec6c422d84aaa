namespace DistLab.Notebooks.Drawing;

/// <summary>Lines and labels in pixel space.</summary>
internal static class Geometry
{
    /// <summary>A deviation that nobody sees.</summary>
    public const double Invisible = 0.35;

    /// <summary>The points without those that lie within a tolerance of the line through their neighbours.</summary>
    /// <remarks>Ramer (1972) and Douglas and Peucker (1973).</remarks>
    public static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points, double tolerance = Invisible)
    {
        if (points.Count < 3)
            return points;
        var keep = new bool[points.Count];
        keep[0] = keep[^1] = true;
        var open = new Stack<(int From, int To)>();
        open.Push((0, points.Count - 1));
        while (open.TryPop(out var span))
        {
            var (farthest, distance) = Farthest(points, span.From, span.To);
            if (distance <= tolerance)
                continue;
            keep[farthest] = true;
            open.Push((span.From, farthest));
            open.Push((farthest, span.To));
        }
        return [.. points.Where((_, i) => keep[i])];
    }

    /// <summary>Heights moved apart to at least a gap, in their order and within limits as far as these hold them all.</summary>
    public static double[] Spread(IReadOnlyList<double> heights, double gap, double low, double high)
    {
        var order = Enumerable.Range(0, heights.Count).OrderBy(i => heights[i]).ThenBy(i => i).ToArray();
        gap = Math.Min(gap, (high - low) / Math.Max(1, order.Length - 1));
        var sorted = order.Select(i => heights[i]).ToArray();
        for (var round = 0; round < 200 && PushApart(sorted, gap, low, high); round++)
        {
        }
        var spread = new double[sorted.Length];
        for (var k = 0; k < order.Length; k++)
            spread[order[k]] = sorted[k];
        return spread;
    }

    /// <summary>The staircase through points: each y is held until the next x.</summary>
    public static IReadOnlyList<(double X, double Y)> Stairs(IReadOnlyList<(double X, double Y)> points)
    {
        var stairs = new List<(double X, double Y)>(points.Count * 2);
        for (var i = 0; i < points.Count; i++)
        {
            if (i > 0)
                stairs.Add((points[i].X, points[i - 1].Y));
            stairs.Add(points[i]);
        }
        return stairs;
    }

    private static bool PushApart(double[] heights, double gap, double low, double high)
    {
        var moved = false;
        for (var i = 0; i + 1 < heights.Length; i++)
        {
            var lack = gap - (heights[i + 1] - heights[i]);
            if (lack <= 0.01)
                continue;
            heights[i] -= lack / 2;
            heights[i + 1] += lack / 2;
            moved = true;
        }
        for (var i = 0; i < heights.Length; i++)
            heights[i] = Math.Min(high - (gap * (heights.Length - 1 - i)), Math.Max(low + (gap * i), heights[i]));
        return moved;
    }

    private static (int Index, double Distance) Farthest(IReadOnlyList<(double X, double Y)> points, int from, int to)
    {
        var ((x1, y1), (x2, y2)) = (points[from], points[to]);
        var (dx, dy) = (x2 - x1, y2 - y1);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        var (best, distance) = (-1, 0.0);
        for (var i = from + 1; i < to; i++)
        {
            // Where the ends coincide there is no line, and what counts is the distance from that point.
            var (px, py) = (points[i].X - x1, points[i].Y - y1);
            var d = length < 1e-9 ? Math.Sqrt((px * px) + (py * py)) : Math.Abs((dx * -py) + (dy * px)) / length;
            if (d > distance)
                (best, distance) = (i, d);
        }
        return (best, distance);
    }
}
