using System.Collections.Immutable;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>A figure with two numeric axes in its final units, from which both renderings are drawn.</summary>
internal sealed class XyModel
{
    private const int FormulaPoints = 240;

    private readonly List<string> remarks = [];

    private XyModel(FigureData data)
    {
        Data = data;
        var looks = Look.Assign(data);
        XTime = AxisTime(data.X, data.Series.SelectMany(XTimes));
        YTime = AxisTime(data.Y, data.Series.OfType<PointSeries>().Where(s => s.YIsTime).SelectMany(s => s.Points.Select(p => p.Y)));
        var samples = data.Series.OfType<SampleSeries>().ToList();
        IsDistribution = samples.Any(s => s.Style == SampleStyle.Distribution);
        IsHistogram = samples.Any(s => s.Style == SampleStyle.Histogram);
        SharesHistogram = samples.Count(s => s.Style == SampleStyle.Histogram) > 1;
        Raw = [.. data.Series.Select((s, i) => ToCurve(s, looks[i])).OfType<Curve>()];
        var curves = Raw.Select(Clean).ToList();
        HasData = curves.Any(c => c.Points.Any(p => double.IsFinite(p.Y))) || (data.Series.Any(s => s is FunctionSeries) && data.X.HasRange);
        X = XScale(curves);
        foreach (var (series, look) in data.Series.Zip(looks))
        {
            if (series is FunctionSeries formula)
                curves.Add(Sampled(formula, look));
        }
        Y = YScale(curves);
        Curves = curves;
        XTitle = AxisText.Title(data.X, XTime, null, X.IsLog);
        YTitle = AxisText.Title(data.Y, YTime, DefaultYTitle, Y.IsLog);
    }

    public FigureData Data { get; }

    public IReadOnlyList<Curve> Curves { get; }

    /// <summary>The curves, formulas apart, before what cannot be shown became gaps.</summary>
    public IReadOnlyList<Curve> Raw { get; }

    public Scale X { get; }

    public Scale Y { get; }

    public TimeUnit? XTime { get; }

    public TimeUnit? YTime { get; }

    public string? XTitle { get; }

    public string? YTitle { get; }

    public bool IsDistribution { get; }

    public bool IsHistogram { get; }

    /// <summary>Whether bins hold shares in percent, which samples of different sizes need, rather than counts.</summary>
    public bool SharesHistogram { get; }

    public bool HasData { get; }

    public string? Footer => AxisText.Footer(Data.Footer, remarks);

    private string? DefaultYTitle => IsDistribution ? "Share of values" : SharesHistogram ? "Share of values" : IsHistogram ? "Count" : null;

    private string YSuffix => IsDistribution || SharesHistogram ? "\u00A0%" : AxisText.Suffix(Data.Y);

    public static XyModel From(FigureData data) => new(data);

    /// <summary>A note's place in the units of the axes.</summary>
    public (double X, double Y) Place(Note note) => (note.X.Value / (note.X.IsTime && XTime is { } tx ? tx.Nanoseconds : 1), note.Y.Value / (note.Y.IsTime && YTime is { } ty ? ty.Nanoseconds : 1));

    private static IEnumerable<double> XTimes(Series series) => series switch
    {
        PointSeries { XIsTime: true } points => points.Points.Select(p => p.X),
        SampleSeries { IsTime: true } sample => sample.Values,
        _ => [],
    };

    private static TimeUnit? AxisTime(AxisWords axis, IEnumerable<double> times)
    {
        var all = times.ToList();
        return all.Count == 0 ? null : TimeUnit.Named(axis.Unit) ?? TimeUnit.For(all);
    }

    private Curve? ToCurve(Series series, Look look) => series switch
    {
        PointSeries points => new(series.Name, look, Style(points.Style), Scaled(points)),
        SampleSeries { Style: SampleStyle.Histogram } sample => Histogram(sample, look),
        SampleSeries { Style: SampleStyle.Distribution } sample => Distribution(sample, look),
        _ => null,
    };

    private static CurveStyle Style(PointStyle style) => style switch
    {
        PointStyle.Line => CurveStyle.Line,
        PointStyle.Step => CurveStyle.Step,
        PointStyle.Scatter => CurveStyle.Scatter,
        PointStyle.Measured => CurveStyle.Measured,
        _ => CurveStyle.Theory,
    };

    private List<Sample> Scaled(PointSeries series)
    {
        var (x, y) = (series.XIsTime ? XTime!.Value.Nanoseconds : 1, series.YIsTime ? YTime!.Value.Nanoseconds : 1);
        var scaled = series.Points.Select(p => new Sample(p.X / x, p.Y / y, p.Low / y, p.High / y));
        // A point without a place on the x axis cannot be shown, and a line runs from left to right.
        return series.Style is PointStyle.Scatter or PointStyle.Measured ? [.. scaled] : [.. scaled.Where(p => !double.IsNaN(p.X)).OrderBy(p => p.X)];
    }

    private ImmutableArray<double> Units(SampleSeries sample) =>
        sample.IsTime ? [.. sample.Values.Select(v => v / XTime!.Value.Nanoseconds)] : sample.Values;

    private Curve Distribution(SampleSeries sample, Look look)
    {
        var values = Units(sample);
        if (Data.X.IsLog)
            values = [.. values.Where(v => v > 0)];
        Remark(sample.Values.Length - values.Length, "value at or below zero", "values at or below zero");
        var points = values.Select((v, i) => new Sample(v, 100.0 * (i + 1) / values.Length)).ToList();
        return new(sample.Name, look, CurveStyle.Distribution, points) { Values = values };
    }

    private Curve Histogram(SampleSeries sample, Look look)
    {
        var all = Data.Series.OfType<SampleSeries>().Where(s => s.Style == SampleStyle.Histogram).SelectMany(s => Units(s)).Where(v => !Data.X.IsLog || v > 0);
        var edges = Bins.Edges([.. all.Order()], sample.Bins, Data.X.IsLog);
        var values = Units(sample).Where(v => v >= edges[0] && v <= edges[^1]).ToList();
        Remark(sample.Values.Length - values.Count, "value at or below zero", "values at or below zero");
        var counts = Bins.Count(values, edges);
        var whole = SharesHistogram ? Math.Max(1, values.Count) / 100.0 : 1;
        var points = counts.Select((c, i) => new Sample((edges[i] + edges[i + 1]) / 2, c / whole));
        return new(sample.Name, look, CurveStyle.Histogram, values.Count == 0 ? [] : [.. points]) { Edges = edges };
    }

    /// <summary>Infinite values, and on a logarithmic axis those at or below zero, become gaps that the footer owns up to.</summary>
    private Curve Clean(Curve curve)
    {
        if (curve.Style is CurveStyle.Histogram or CurveStyle.Distribution)
            return curve;
        var infinite = curve.Points.Count(p => double.IsInfinity(p.X) || double.IsInfinity(p.Y));
        var low = curve.Points.Count(p => (Data.X.IsLog && p.X <= 0) || (Data.Y.IsLog && p.Y <= 0));
        Remark(infinite, "infinite value", "infinite values");
        Remark(low, "value at or below zero", "values at or below zero");
        bool Shown(Sample p) => double.IsFinite(p.X) && double.IsFinite(p.Y) && !(Data.X.IsLog && p.X <= 0) && !(Data.Y.IsLog && p.Y <= 0);
        Sample Interval(Sample p) => p with { Low = Data.Y.IsLog && p.Low <= 0 ? p.Y : p.Low, High = double.IsInfinity(p.High) ? double.NaN : p.High };
        return curve with { Points = [.. curve.Points.Where(p => !(Data.X.IsLog && p.X <= 0) && double.IsFinite(p.X)).Select(p => Shown(p) ? Interval(p) : new Sample(p.X, double.NaN))] };
    }

    private void Remark(int count, string one, string many)
    {
        if (count > 0)
            remarks.Add($"{Numbers.Text(count)} {(count == 1 ? one : many)} not shown.");
    }

    private Curve Sampled(FunctionSeries formula, Look look)
    {
        var points = Enumerable.Range(0, FormulaPoints + 1).Select(i =>
        {
            var x = X.At((double)i / FormulaPoints);
            var y = formula.Formula(x);
            return new Sample(x, double.IsFinite(y) && !(Data.Y.IsLog && y <= 0) ? y : double.NaN);
        });
        return new(formula.Name, look, CurveStyle.Theory, [.. points]);
    }

    private Scale XScale(List<Curve> curves)
    {
        var xs = curves.SelectMany(c => c.Edges.Count > 0 ? c.Edges : c.Points.Select(p => p.X)).Where(double.IsFinite).ToList();
        var (low, high) = xs.Count > 0 ? (xs.Min(), xs.Max()) : (Data.X.IsLog ? 1 : 0, 10);
        var cover = !IsDistribution && !IsHistogram && curves.Count > 0 && curves.All(c => !c.HasEnd);
        return Make(Data.X, XTime, low, high, cover, AxisText.Suffix(Data.X), xs.All(x => x == Math.Floor(x)));
    }

    private Scale YScale(List<Curve> curves)
    {
        if (IsDistribution)
            return Scale.Linear(0, 100, exact: true, suffix: YSuffix, target: 4);
        var data = curves.Where(c => c.Style != CurveStyle.Theory).ToList();
        var ys = Heights(data.Count > 0 ? data : curves);
        var (low, high) = ys.Count > 0 ? (ys.Min(), ys.Max()) : (Data.Y.IsLog ? 1 : 0, Data.Y.IsLog ? 10 : 1);
        // A formula with a pole must not press the data flat: it may widen the axis by half and is cut beyond.
        var theory = Heights([.. curves.Where(c => c.Style == CurveStyle.Theory && data.Count > 0)]);
        if (theory.Count > 0)
        {
            var room = Data.Y.IsLog ? 0 : high == low ? Math.Max(Math.Abs(high), 1) : (high - low) / 2;
            low = Math.Min(low, Math.Max(theory.Min(), Data.Y.IsLog ? low / 3 : low - room));
            high = Math.Max(high, Math.Min(theory.Max(), Data.Y.IsLog ? high * 3 : high + room));
        }
        if (!Data.Y.IsLog && low > 0 && (IsHistogram || low <= 0.5 * high))
            low = 0;
        if (!Data.Y.IsLog && high < 0 && high >= 0.5 * low)
            high = 0;
        return Make(Data.Y, YTime, low, high, cover: true, YSuffix, ys.All(y => y == Math.Floor(y)));
    }

    private static List<double> Heights(List<Curve> curves) =>
        [.. curves.SelectMany(c => c.Points).SelectMany(p => p.HasInterval ? new[] { p.Y, p.Low, p.High } : [p.Y]).Where(double.IsFinite)];

    private static Scale Make(AxisWords axis, TimeUnit? time, double low, double high, bool cover, string suffix, bool integral)
    {
        if (axis.HasRange)
        {
            var unit = axis.RangeIsTime && time is { } t ? t.Nanoseconds : 1;
            (low, high) = (axis.Low / unit, axis.High / unit);
        }
        return axis.IsLog && low > 0
            ? Scale.Logarithmic(low, high, cover, suffix, axis.HasRange)
            : Scale.Linear(low, high, cover, integral, suffix, axis.HasRange);
    }
}
