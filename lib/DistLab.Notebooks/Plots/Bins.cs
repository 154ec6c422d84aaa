using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>The bins of a histogram.</summary>
internal static class Bins
{
    private const int Fewest = 5;
    private const int Most = 60;

    /// <summary>
    /// Edges around sorted values, at round numbers unless the axis is logarithmic. Without a wish the width follows
    /// Freedman and Diaconis (1981), 2·IQR/∛n.
    /// </summary>
    public static IReadOnlyList<double> Edges(IReadOnlyList<double> sorted, int wish, bool isLog)
    {
        if (sorted.Count == 0)
            return [0, 1];
        if (isLog)
            return Even([.. sorted.Select(Math.Log10)], wish, round: false).Select(e => Math.Pow(10, e)).ToList();
        return Even(sorted, wish, round: true);
    }

    /// <summary>How many values lie in each bin; the last bin holds its upper edge as well.</summary>
    public static int[] Count(IReadOnlyList<double> values, IReadOnlyList<double> edges)
    {
        var counts = new int[edges.Count - 1];
        foreach (var value in values)
        {
            var bin = Math.Clamp((int)((value - edges[0]) / (edges[^1] - edges[0]) * counts.Length), 0, counts.Length - 1);
            while (bin > 0 && value < edges[bin])
                bin--;
            while (bin < counts.Length - 1 && value >= edges[bin + 1])
                bin++;
            counts[bin]++;
        }
        return counts;
    }

    private static IReadOnlyList<double> Even(IReadOnlyList<double> sorted, int wish, bool round)
    {
        var (low, high) = (sorted[0], sorted[^1]);
        if (high - low <= 1e-9 * Math.Max(Math.Abs(low), Math.Abs(high)))
            return [low - 0.5, low + 0.5];
        var count = wish > 0 ? wish : Wanted(sorted);
        if (!round)
            return [.. Enumerable.Range(0, count + 1).Select(i => low + ((high - low) * i / count))];
        var width = RoundWidth((high - low) / count);
        if (sorted.All(v => v == Math.Floor(v)) && width <= 2 && high - low <= Most)
            return [.. Enumerable.Range(0, (int)(high - low) + 2).Select(i => low - 0.5 + i)];
        var (first, last) = (Math.Floor((low / width) + 1e-9), Math.Ceiling((high / width) - 1e-9));
        var digits = Math.Clamp(Numbers.Decimals(width), 0, 15);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Math.Round((first + i) * width, digits))];
    }

    private static int Wanted(IReadOnlyList<double> sorted)
    {
        var quartiles = sorted[(int)(0.75 * (sorted.Count - 1))] - sorted[(int)(0.25 * (sorted.Count - 1))];
        var width = 2 * quartiles / Math.Cbrt(sorted.Count);
        return width > 0 ? (int)Math.Clamp((sorted[^1] - sorted[0]) / width, Fewest, Most) : Math.Min(Most, Fewest + (int)Math.Sqrt(sorted.Count));
    }

    private static double RoundWidth(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return new[] { 1, 2, 2.5, 5, 10 }.Select(c => c * power).MinBy(w => Math.Abs(Math.Log(w / raw)));
    }
}
