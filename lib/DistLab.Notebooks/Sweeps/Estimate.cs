using System.Globalization;
using DistLab.Analysis;
using DistLab.Protocols;

namespace DistLab.Notebooks.Sweeps;

/// <summary>A mean with its confidence interval, as a figure places it.</summary>
internal readonly record struct Estimate(Quantity X, Quantity Mean, Quantity Low, Quantity High)
{
    public static IEnumerable<Estimate> Of<TPoint>(SweepResult<TPoint> result, Func<TPoint, Quantity> x, string? measure, double confidence, Func<TPoint, bool>? where)
        where TPoint : notnull
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(x);
        var isTime = result.Measures[result.PlaceOf(measure)].Kind == MeasureKind.Time;
        return Enumerable.Range(0, result.Points.Count).Where(point => where?.Invoke(result.Points[point]) ?? true).Select(point =>
        {
            var sample = result[point, measure];
            var half = sample.HalfWidth(confidence);
            return new Estimate(x(result.Points[point]), On(sample.Mean, isTime), On(sample.Mean - half, isTime), On(sample.Mean + half, isTime));
        });
    }

    /// <summary>What an interval is called in a figure's key.</summary>
    public static string Interval(double confidence) => Share(confidence) + " CI";

    /// <summary>A share in per cent.</summary>
    public static string Share(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "\u00A0%";

    private static Quantity On(double value, bool isTime) => double.IsNaN(value) ? Quantity.Missing : isTime ? Duration.FromNanoseconds(value) : value;
}
