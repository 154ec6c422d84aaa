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

    /// <summary>
    /// The points that can change a pixel: of each half-pixel column the first, lowest, highest and last. Points run from left to right.
    /// </summary>
    /// <remarks>M4 by Jugel, Jerzak, Hackenbroich and Markl (VLDB 2014); short lines come back as they are.</remarks>
    public static IReadOnlyList<(double X, double Y)> Reduce(IReadOnlyList<(double X, double Y)> points, int enough = 2000, double column = 0.5)
    {
        if (points.Count <= enough)
            return points;
        var kept = new List<(double X, double Y)>();
        for (var from = 0; from < points.Count;)
        {
            var (to, low, high) = (from, from, from);
            var cell = Math.Floor(points[from].X / column);
            for (; to < points.Count && Math.Floor(points[to].X / column) == cell; to++)
            {
                low = points[to].Y < points[low].Y ? to : low;
                high = points[to].Y > points[high].Y ? to : high;
            }
            kept.AddRange(new SortedSet<int> { from, low, high, to - 1 }.Select(i => points[i]));
            from = to;
        }
        return kept;
    }

    /// <summary>The pieces of a line that lie between two heights.</summary>
    public static IEnumerable<IReadOnlyList<(double X, double Y)>> Clip(IReadOnlyList<(double X, double Y)> points, double left, double top, double right, double bottom)
    {
        var piece = new List<(double X, double Y)>();
        for (var i = 0; i + 1 < points.Count; i++)
        {
            if (ClipSegment(points[i], points[i + 1], left, top, right, bottom) is not { } segment)
                continue;
            if (piece.Count > 0 && piece[^1] != segment.From)
            {
                yield return piece;
                piece = [];
            }
            if (piece.Count == 0)
                piece.Add(segment.From);
            piece.Add(segment.To);
        }
        if (piece.Count > 0)
            yield return piece;
    }

    /// <summary>Liang and Barsky (1984).</summary>
    private static ((double X, double Y) From, (double X, double Y) To)? ClipSegment((double X, double Y) a, (double X, double Y) b, double left, double top, double right, double bottom)
    {
        var (dx, dy, enter, leave) = (b.X - a.X, b.Y - a.Y, 0.0, 1.0);
        foreach (var (p, q) in new[] { (-dx, a.X - left), (dx, right - a.X), (-dy, a.Y - top), (dy, bottom - a.Y) })
        {
            if (p == 0 && q < 0)
                return null;
            if (p < 0)
                enter = Math.Max(enter, q / p);
            else if (p > 0)
                leave = Math.Min(leave, q / p);
        }
        if (enter > leave)
            return null;
        return (enter == 0 ? a : (a.X + (enter * dx), a.Y + (enter * dy)), leave == 1 ? b : (a.X + (leave * dx), a.Y + (leave * dy)));
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
