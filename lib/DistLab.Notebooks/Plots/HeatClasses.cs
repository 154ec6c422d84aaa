using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>Nine classes with round edges for the values of a heat map.</summary>
internal sealed class HeatClasses
{
    private HeatClasses(IReadOnlyList<double> edges, bool isDiverging)
    {
        (Edges, IsDiverging) = (edges, isDiverging);
    }

    /// <summary>The eight edges; a value at an edge lies above it.</summary>
    public IReadOnlyList<double> Edges { get; }

    /// <summary>Whether the classes run both ways from zero.</summary>
    public bool IsDiverging { get; }

    public static HeatClasses Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return new([1, 2, 3, 4, 5, 6, 7, 8], false);
        var (low, high) = (values.Min(), values.Max());
        if (low < 0 && high > 0)
        {
            var step = RoundUp(Math.Max(-low, high) / 4.5);
            return new([.. new[] { -3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5 }.Select(k => k * step)], true);
        }
        if (low > 0 && high / low > 100 && Skewed(values))
            return new(LogEdges(low, high), false);
        if (high - low <= 1e-9 * Math.Max(Math.Abs(low), Math.Abs(high)))
            return new([.. Enumerable.Range(1, 8).Select(k => low + k)], false);
        var width = RoundUp((high - low) / 9);
        var first = (Math.Floor((low / width) + 1e-9) + 1) * width;
        var digits = Math.Clamp(Numbers.Decimals(width), 0, 15);
        return new([.. Enumerable.Range(0, 8).Select(k => Math.Round(first + (k * width), digits))], false);
    }

    public int ClassOf(double value) => Edges.Count(e => value >= e);

    public Paint PaintOf(int step) => IsDiverging ? Paint.Diverging(step) : Paint.Sequential(step);

    public string Label(double value) => IsDiverging ? Numbers.Signed(value) : Numbers.Text(value);

    private static bool Skewed(IReadOnlyList<double> values) =>
        values.Order().ElementAt(values.Count / 2) < (values.Min() + values.Max()) / 8;

    private static IReadOnlyList<double> LogEdges(double low, double high)
    {
        var decades = Math.Log10(high / low);
        double[] steps = decades > 4.5 ? [1] : [1, 3];
        var stride = decades > 9 ? (int)Math.Ceiling(decades / 8) : 1;
        var from = (int)Math.Floor(Math.Log10(low));
        var all = Enumerable.Range(0, 400).SelectMany(e => steps.Select(s => s * Math.Pow(10, from + (e * stride)))).Where(e => e > low * 1.0001);
        return [.. all.Take(8).Select(e => e >= 1 ? Math.Round(e) : e)];
    }

    private static double RoundUp(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return new[] { 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 }.Select(c => c * power).First(s => s >= raw * 0.9999);
    }
}
