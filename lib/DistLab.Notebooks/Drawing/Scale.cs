namespace DistLab.Notebooks.Drawing;

/// <summary>An axis as numbers: where it begins and ends, where its ticks stand, and what is written there.</summary>
internal sealed class Scale
{
    private const int MostLogLabels = 7;

    private Scale(double low, double high, bool isLog, IReadOnlyList<double> ticks, IReadOnlyList<string> labels, IReadOnlyList<double> minor)
    {
        (Low, High, IsLog, Ticks, Labels, Minor) = (low, high, isLog, ticks, labels, minor);
    }

    public double Low { get; }

    public double High { get; }

    public bool IsLog { get; }

    public IReadOnlyList<double> Ticks { get; }

    public IReadOnlyList<string> Labels { get; }

    /// <summary>Short ticks without a label; on a logarithmic axis only.</summary>
    public IReadOnlyList<double> Minor { get; }

    /// <summary>Where a value lies between the ends: 0 at the low one, 1 at the high one.</summary>
    public double Share(double value) => IsLog
        ? (Math.Log10(value) - Math.Log10(Low)) / (Math.Log10(High) - Math.Log10(Low))
        : (value - Low) / (High - Low);

    /// <summary>The value at a share of the way.</summary>
    public double At(double share) => IsLog
        ? Math.Pow(10, Math.Log10(Low) + (share * (Math.Log10(High) - Math.Log10(Low))))
        : Low + (share * (High - Low));

    /// <summary>A linear axis over a range.</summary>
    /// <remarks>When it must cover ticks, it is lengthened to the tick beyond each end; otherwise only where that costs less than 6 %.</remarks>
    public static Scale Linear(double low, double high, bool cover = true, bool integral = false, string suffix = "", bool exact = false, int target = 5)
    {
        (low, high) = Widen(low, high);
        var step = Step(low, high, cover && !exact, integral, target);
        if (!exact)
        {
            var (first, last) = (Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step);
            var span = high - low;
            low = cover || low - first < 0.06 * span ? first : low;
            high = cover || last - high < 0.06 * span ? last : high;
        }
        var digits = Math.Clamp(Numbers.Decimals(step), 0, 15);
        var ticks = new List<double>();
        for (var k = Math.Ceiling((low / step) - 1e-9); k * step <= high + (1e-9 * step); k++)
            ticks.Add(step < 1e-9 ? k * step : Math.Round(k * step, digits));
        return new(low, high, false, ticks, [.. Numbers.Row(ticks, step).Select(t => t + suffix)], []);
    }

    /// <summary>A logarithmic axis over a range of positive values.</summary>
    /// <remarks>It labels 1, 3, 10, 30 … where there is room, decades or every few decades where there is not.</remarks>
    public static Scale Logarithmic(double low, double high, bool cover, string suffix = "", bool exact = false)
    {
        if (high / low < 1.0001)
            (low, high) = (low / 2, high * 2);
        var (from, to) = ((int)Math.Floor(Math.Log10(low) - 1), (int)Math.Ceiling(Math.Log10(high) + 1));
        var decades = Math.Log10(high / low);
        var steps = decades switch { < 0.75 => [1, 1.5, 2, 3, 4, 5, 7], < 1.7 => [1, 2, 5], < 3.3 => [1, 3], _ => (double[])[1] };
        var stride = Math.Max(1, (int)Math.Ceiling(decades / (MostLogLabels - 1)));
        var all = Enumerable.Range(from, to - from + 1).Where(e => e % stride == 0).SelectMany(e => steps.Select(s => s * Power(e))).Order().ToList();
        if (!exact)
        {
            var (below, above) = (all.LastOrDefault(t => t <= low * 1.0001, low), all.FirstOrDefault(t => t >= high * 0.9999, high));
            low = cover || Math.Log10(low / below) < 0.06 * decades ? below : low;
            high = cover || Math.Log10(above / high) < 0.06 * decades ? above : high;
        }
        var ticks = all.Where(t => t >= low * 0.9999 && t <= high * 1.0001).ToList();
        var minor = decades > 6 ? [] : Enumerable.Range(from, to - from + 1).SelectMany(e => Enumerable.Range(1, 9).Select(m => m * Power(e)))
            .Where(t => t >= low * 0.9999 && t <= high * 1.0001 && !ticks.Any(k => Math.Abs((k / t) - 1) < 1e-6)).ToList();
        return new(low, high, true, ticks, [.. Numbers.Decades(ticks).Select(t => t + suffix)], minor);
    }

    private static double Power(int exponent) => double.Parse("1e" + exponent.ToString(System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A range of no length has no middle to draw in.</summary>
    private static (double Low, double High) Widen(double low, double high)
    {
        if (high - low > 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high)))
            return (low, high);
        if (low == 0 && high == 0)
            return (0, 1);
        var half = Math.Abs(low) >= 1 && low == Math.Floor(low) ? Math.Max(1, Math.Abs(low) * 0.05) : Math.Abs(low) * 0.1;
        return (low - half, high + half);
    }

    /// <summary>Of the steps that give three to six ticks, the one that wastes least of the axis and comes closest to the wish.</summary>
    private static double Step(double low, double high, bool cover, bool integral, int target)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(high - low)) - 1);
        var steps = new[] { 1, 2, 2.5, 5, 10, 20, 25, 50, 100 }.Select(c => c * power).Where(s => !integral || (s >= 1 && s == Math.Floor(s))).DefaultIfEmpty(1);
        return steps.MinBy(step =>
        {
            var (first, last) = (Math.Floor((low / step) + 1e-9), Math.Ceiling((high / step) - 1e-9));
            var inside = Math.Floor((high / step) + 1e-9) - Math.Ceiling((low / step) - 1e-9);
            var intervals = cover ? last - first : inside;
            var waste = cover ? (((last - first) * step) - (high - low)) / (high - low) : 0;
            return waste + (0.05 * Math.Abs(intervals - target)) + (intervals is > 6 or < 2 ? 10 : 0);
        });
    }
}
