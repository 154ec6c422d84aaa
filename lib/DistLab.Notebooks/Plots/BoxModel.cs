using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>Five numbers of a sample and what lies beyond.</summary>
/// <param name="Name">The name of the sample.</param>
/// <param name="Look">Its colour.</param>
/// <param name="Count">How many values it holds.</param>
/// <param name="Low">The least value within 1.5 times the box below it.</param>
/// <param name="Q1">The first quartile.</param>
/// <param name="Median">The median.</param>
/// <param name="Q3">The third quartile.</param>
/// <param name="High">The greatest value within 1.5 times the box above it.</param>
/// <param name="Outliers">The values beyond.</param>
internal sealed record BoxRow(string Name, Look Look, int Count, double Low, double Q1, double Median, double Q3, double High, IReadOnlyList<double> Outliers)
{
    /// <summary>Quartiles by linear interpolation (method 7 of Hyndman and Fan 1996), whiskers as Tukey (1977) draws them.</summary>
    public static BoxRow Of(string name, Look look, IReadOnlyList<double> sorted)
    {
        double Quantile(double p)
        {
            var at = p * (sorted.Count - 1);
            var below = (int)Math.Floor(at);
            return below + 1 < sorted.Count ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[^1];
        }
        if (sorted.Count == 0)
            return new(name, look, 0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, []);
        var (q1, q3) = (Quantile(0.25), Quantile(0.75));
        var (low, high) = (q1 - (1.5 * (q3 - q1)), q3 + (1.5 * (q3 - q1)));
        return new(name, look, sorted.Count, Math.Min(q1, sorted.First(v => v >= low)), q1, Quantile(0.5), q3, Math.Max(q3, sorted.Last(v => v <= high)), [.. sorted.Where(v => v < low || v > high)]);
    }
}

/// <summary>A figure of boxes in its final units.</summary>
internal sealed class BoxModel
{
    private BoxModel(FigureData data)
    {
        Data = data;
        var series = data.Series.OfType<SampleSeries>().ToList();
        var times = series.Where(s => s.IsTime).SelectMany(s => s.Values).ToList();
        Time = times.Count == 0 ? null : TimeUnit.Named(data.Y.Unit) ?? TimeUnit.For(times);
        // The name below a box tells it apart; one colour for all says that they are of one kind.
        var looks = series.Select(s => new Look(s.IsViolation ? Paint.Bad : Paint.Series(s.Colour > 0 ? s.Colour : 1), 1));
        Boxes = [.. series.Zip(looks, (s, look) => BoxRow.Of(s.Name, look, [.. s.Values.Select(v => v / (s.IsTime ? Time!.Value.Nanoseconds : 1)).Where(v => !data.Y.IsLog || v > 0)]))];
        var hidden = series.Sum(s => s.Values.Length) - Boxes.Sum(b => b.Count);
        Footer = AxisText.Footer(data.Footer, hidden == 0 ? [] : [$"{Numbers.Text(hidden)} {(hidden == 1 ? "value" : "values")} at or below zero not shown."]);
        Y = YScale();
        YTitle = AxisText.Title(data.Y, Time, null, Y.IsLog);
        XTitle = AxisText.Title(data.X, null, null, false);
    }

    public FigureData Data { get; }

    public IReadOnlyList<BoxRow> Boxes { get; }

    public TimeUnit? Time { get; }

    public Scale Y { get; }

    public string? Footer { get; }

    public string? XTitle { get; }

    public string? YTitle { get; }

    public bool HasData => Boxes.Any(b => b.Count > 0);

    public static BoxModel From(FigureData data) => new(data);

    private Scale YScale()
    {
        var values = Boxes.Where(b => b.Count > 0).SelectMany(b => b.Outliers.Append(b.Low).Append(b.High)).ToList();
        var (low, high) = values.Count > 0 ? (values.Min(), values.Max()) : (Data.Y.IsLog ? 1 : 0, 10);
        var suffix = AxisText.Suffix(Data.Y);
        if (Data.Y.HasRange)
        {
            var unit = Data.Y.RangeIsTime && Time is { } t ? t.Nanoseconds : 1;
            (low, high) = (Data.Y.Low / unit, Data.Y.High / unit);
        }
        if (Data.Y.IsLog && low > 0)
            return Scale.Logarithmic(low, high, cover: true, suffix, Data.Y.HasRange);
        return Scale.Linear(low > 0 && low <= 0.5 * high && !Data.Y.HasRange ? 0 : low, high, integral: values.All(v => v == Math.Floor(v)), suffix: suffix, exact: Data.Y.HasRange);
    }
}
