using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>How values go along an axis, in words.</summary>
internal static class Trend
{
    /// <summary>A turn, or a difference between the ends, counts when it is at least this share of the whole range.</summary>
    private const double Noticeable = 0.2;

    /// <summary>What changes by less than this share of its size hardly changes.</summary>
    private const double Flat = 0.02;

    /// <summary>The correlation from which on points are said to rise or fall.</summary>
    private const double Correlated = 0.5;

    /// <summary>A line's course from its first point to its last; it has at least two.</summary>
    public static string OfLine(IReadOnlyList<Sample> points)
    {
        var (first, last, least, greatest) = (points[0], points[^1], points.MinBy(p => p.Y), points.MaxBy(p => p.Y));
        var range = greatest.Y - least.Y;
        if (range == 0)
            return $"stays at {Numbers.Text(first.Y)} from {Numbers.Text(first.X)} to {Numbers.Text(last.X)}";
        var steps = points.Zip(points.Skip(1), (a, b) => b.Y - a.Y).ToList();
        if (steps.TrueForAll(s => s >= 0))
            return $"rises from {At(first)} to {At(last)}";
        if (steps.TrueForAll(s => s <= 0))
            return $"falls from {At(first)} to {At(last)}";
        var size = Math.Max(Math.Abs(least.Y), Math.Abs(greatest.Y));
        if (range < Flat * size)
            return $"stays near {Numbers.Text(first.Y)} from {Numbers.Text(first.X)} to {Numbers.Text(last.X)}, least {At(least)}, greatest {At(greatest)}";
        var extremes = $", least {At(least)}, greatest {At(greatest)}";
        if (greatest.Y - Math.Max(first.Y, last.Y) >= Noticeable * range && Math.Min(first.Y, last.Y) - least.Y < Noticeable * range)
            return $"rises from {At(first)} to {At(greatest)}, then falls to {At(last)}";
        if (Math.Min(first.Y, last.Y) - least.Y >= Noticeable * range && greatest.Y - Math.Max(first.Y, last.Y) < Noticeable * range)
            return $"falls from {At(first)} to {At(least)}, then rises to {At(last)}";
        if (Math.Abs(last.Y - first.Y) >= (1 - (2 * Noticeable)) * range)
            return $"{(last.Y > first.Y ? "rises" : "falls")} unevenly from {At(first)} to {At(last)}{extremes}";
        return $"goes up and down from {At(first)} to {At(last)}{extremes}";
    }

    /// <summary>Whether the points of a cloud rise or fall along the x axis (Pearson's correlation).</summary>
    public static string OfCloud(IReadOnlyList<Sample> points)
    {
        var (least, greatest) = (points.MinBy(p => p.Y), points.MaxBy(p => p.Y));
        var text = $"{Numbers.Text(points.Count)} points, least {At(least)}, greatest {At(greatest)}";
        var correlation = Correlation(points);
        return points.Count < 3 || double.IsNaN(correlation) ? text
            : $"{text}, {(Math.Abs(correlation) < Correlated ? "without a clear trend" : correlation > 0 ? "rising" : "falling")}";
    }

    private static double Correlation(IReadOnlyList<Sample> points)
    {
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        var product = points.Sum(p => (p.X - x) * (p.Y - y));
        return product / Math.Sqrt(points.Sum(p => (p.X - x) * (p.X - x)) * points.Sum(p => (p.Y - y) * (p.Y - y)));
    }

    private static string At(Sample point) => $"{Numbers.Text(point.Y)} at {Numbers.Text(point.X)}";
}
