using System.Collections.Immutable;
using DistLab.Notebooks.Plots;

namespace DistLab.Notebooks;

public sealed partial class Figure
{
    /// <summary>A line through simulated points, from left to right, named at its end.</summary>
    /// <param name="name">What the line is; the same name keeps the same colour.</param>
    /// <param name="points">Pairs of numbers or times.</param>
    public Figure Line<TX, TY>(string name, IEnumerable<(TX X, TY Y)> points) => AddPoints(name, PointStyle.Line, points);

    /// <summary>A line through one point for each row, with a band from <paramref name="low"/> to <paramref name="high"/> where these are given.</summary>
    public Figure Line<T>(string name, IEnumerable<T> rows, Func<T, Quantity> x, Func<T, Quantity> y, Func<T, Quantity>? low = null, Func<T, Quantity>? high = null) =>
        AddPoints(name, PointStyle.Line, rows, x, y, low, high);

    /// <summary>A line for each group of rows, named after the group and in the order of first appearance.</summary>
    public Figure Lines<T>(IEnumerable<T> rows, Func<T, object?> name, Func<T, Quantity> x, Func<T, Quantity> y, Func<T, Quantity>? low = null, Func<T, Quantity>? high = null) =>
        rows.GroupBy(r => CategoryText.Of(name(r))).Aggregate(this, (figure, group) => figure.Line(group.Key, group, x, y, low, high));

    /// <summary>A staircase: each value holds until the next point.</summary>
    public Figure Step<TX, TY>(string name, IEnumerable<(TX X, TY Y)> points) => AddPoints(name, PointStyle.Step, points);

    /// <summary>A staircase with one point for each row.</summary>
    public Figure Step<T>(string name, IEnumerable<T> rows, Func<T, Quantity> x, Func<T, Quantity> y, Func<T, Quantity>? low = null, Func<T, Quantity>? high = null) =>
        AddPoints(name, PointStyle.Step, rows, x, y, low, high);

    /// <summary>Points without a line.</summary>
    public Figure Scatter<TX, TY>(string name, IEnumerable<(TX X, TY Y)> points) => AddPoints(name, PointStyle.Scatter, points);

    /// <summary>One point for each row, with an error bar where its ends are given.</summary>
    public Figure Scatter<T>(string name, IEnumerable<T> rows, Func<T, Quantity> x, Func<T, Quantity> y, Func<T, Quantity>? low = null, Func<T, Quantity>? high = null) =>
        AddPoints(name, PointStyle.Scatter, rows, x, y, low, high);

    /// <summary>Points measured on real processes: hollow marks, never joined.</summary>
    public Figure Measured<TX, TY>(string name, IEnumerable<(TX X, TY Y)> points) => AddPoints(name, PointStyle.Measured, points);

    /// <summary>One measured point for each row, with an error bar where its ends are given.</summary>
    public Figure Measured<T>(string name, IEnumerable<T> rows, Func<T, Quantity> x, Func<T, Quantity> y, Func<T, Quantity>? low = null, Func<T, Quantity>? high = null) =>
        AddPoints(name, PointStyle.Measured, rows, x, y, low, high);

    /// <summary>A formula, dashed, over the range of the other series; over bars, a dashed mark on each whose category is a number.</summary>
    /// <param name="name">The formula as one writes it.</param>
    /// <param name="formula">The value at x, in the units that the axes show; NaN or an infinity is a gap.</param>
    public Figure Theory(string name, Func<double, double> formula) => Add(new FunctionSeries(name, formula));

    /// <summary>What theory predicts at given points, dashed; with names as x, a dashed mark on the bar of that category.</summary>
    public Figure Theory<TX, TY>(string name, IEnumerable<(TX X, TY Y)> points)
    {
        if (typeof(TX) != typeof(string) && !data.Series.Any(s => s is BarSeries))
            return AddPoints(name, PointStyle.Theory, points);
        return AddBars(name, points.Select(p => (CategoryText.Of(p.X), Quantity.Of(p.Y), Quantity.Missing, Quantity.Missing)), isTheory: true);
    }

    /// <summary>Counts of values in bins, all of one width; several histograms show shares instead, so that samples of different sizes compare.</summary>
    /// <param name="name">What the sample is.</param>
    /// <param name="values">Numbers or times; missing ones are left out.</param>
    /// <param name="bins">About how many bins; 0 lets the data decide.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than 1,000 bins, or fewer than 0.</exception>
    public Figure Histogram<T>(string name, IEnumerable<T> values, int bins = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bins);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, 1000);
        return AddSample(name, SampleStyle.Histogram, values, bins);
    }

    /// <summary>The empirical distribution: the share of values at or below x, with the median, the 95th and the 99th percentile in a table.</summary>
    public Figure Ecdf<T>(string name, IEnumerable<T> values) => AddSample(name, SampleStyle.Distribution, values);

    /// <summary>Empirical distributions of several samples.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="name">What a sample is called.</param>
    /// <param name="values">Its values.</param>
    public Figure Ecdfs<T, TValue>(IEnumerable<T> samples, Func<T, string> name, Func<T, IEnumerable<TValue>> values)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        return samples.Aggregate(this, (figure, sample) => figure.Ecdf(name(sample), values(sample)));
    }

    /// <summary>A box from the first to the third quartile with the median; whiskers to the last value within 1.5 times the box, dots beyond (Tukey).</summary>
    public Figure Box<T>(string name, IEnumerable<T> values) => AddSample(name, SampleStyle.Box, values);

    private Figure AddPoints<TX, TY>(string name, PointStyle style, IEnumerable<(TX X, TY Y)> points) =>
        AddPoints(name, style, points, p => Quantity.Of(p.X), p => Quantity.Of(p.Y), null, null);

    private Figure AddPoints<T>(string name, PointStyle style, IEnumerable<T> rows, Func<T, Quantity> x, Func<T, Quantity> y, Func<T, Quantity>? low, Func<T, Quantity>? high)
    {
        if (low is null != high is null)
            throw new ArgumentException("An interval has two ends: give both low and high, or neither.");
        var (xs, ys) = (new Measure("x axis"), new Measure("y axis"));
        var points = ImmutableArray.CreateBuilder<Sample>();
        foreach (var row in rows)
        {
            var (from, to) = low is null ? (double.NaN, double.NaN) : (ys.Take(low(row)), ys.Take(high!(row)));
            points.Add(new Sample(xs.Take(x(row)), ys.Take(y(row)), from, to));
        }
        return Add(new PointSeries(name, style, points.ToImmutable(), xs.IsTime, ys.IsTime));
    }

    private Figure AddSample<T>(string name, SampleStyle style, IEnumerable<T> values, int bins = 0)
    {
        var measure = new Measure("sample");
        var finite = values.Select(v => measure.Take(Quantity.Of(v))).Where(double.IsFinite).Order().ToImmutableArray();
        return Add(new SampleSeries(name, style, finite, measure.IsTime, bins));
    }
}
