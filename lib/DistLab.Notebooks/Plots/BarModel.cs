using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>One series of bars, or of marks across bars, in the order of the categories. A missing bar is NaN.</summary>
internal sealed record BarRow(string Name, Look Look, IReadOnlyList<Sample> Values);

/// <summary>A figure of bars in its final units and order.</summary>
internal sealed class BarModel
{
    private BarModel(FigureData data)
    {
        Data = data;
        var looks = Look.Assign(data);
        var series = data.Series.OfType<BarSeries>().ToList();
        var times = series.Where(s => s.IsTime).SelectMany(s => s.Bars.Select(b => b.Value.Y)).ToList();
        Time = times.Count == 0 ? null : TimeUnit.Named(data.Y.Unit) ?? TimeUnit.For(times);
        Categories = Order(data, series);
        var rows = data.Series.Zip(looks).Select(p => (p.First, Row: ToRow(p.First, p.Second))).ToList();
        Bars = [.. rows.Where(r => r.First is BarSeries { IsTheory: false }).Select(r => r.Row)];
        Theory = [.. rows.Where(r => r.First is FunctionSeries or BarSeries { IsTheory: true }).Select(r => r.Row)];
        HasData = Bars.Concat(Theory).Any(r => r.Values.Any(v => double.IsFinite(v.Y)));
        Y = YScale();
        XTitle = AxisText.Title(data.X, null, null, false);
        YTitle = AxisText.Title(data.Y, Time, null, Y.IsLog);
    }

    public FigureData Data { get; }

    public IReadOnlyList<string> Categories { get; }

    public IReadOnlyList<BarRow> Bars { get; }

    public IReadOnlyList<BarRow> Theory { get; }

    public TimeUnit? Time { get; }

    public Scale Y { get; }

    public string? XTitle { get; }

    public string? YTitle { get; }

    public bool HasData { get; }

    /// <summary>Where the bars stand: at zero, or on a logarithmic axis, which has none, at its low end.</summary>
    public double Base => Y.IsLog ? Y.Low : 0;

    public string? Footer
    {
        get
        {
            var values = Bars.Concat(Theory).SelectMany(r => r.Values).ToList();
            var hidden = values.Count(v => double.IsInfinity(v.Y) || (Data.Y.IsLog && v.Y <= 0));
            return AxisText.Footer(Data.Footer, hidden == 0 ? [] : [$"{Numbers.Text(hidden)} {(hidden == 1 ? "value" : "values")} {(Data.Y.IsLog ? "at or below zero " : "")}not shown."]);
        }
    }

    public static BarModel From(FigureData data) => new(data);

    public bool IsShown(Sample value) => double.IsFinite(value.Y) && !(Y.IsLog && value.Y <= 0);

    /// <summary>A note's category as its place in the order, or −1, and its height.</summary>
    public (int Category, double Y) Place(Note note) =>
        (Categories.ToList().IndexOf(note.Category ?? CategoryText.Of(note.X.Value)), note.Y.Value / (note.Y.IsTime && Time is { } t ? t.Nanoseconds : 1));

    private static List<string> Order(FigureData data, List<BarSeries> series)
    {
        var names = series.SelectMany(s => s.Bars).Select(b => b.Category).Distinct().ToList();
        var last = series.LastOrDefault(s => !s.IsTheory);
        if (data.Sort == 0 || last is null)
            return names;
        var height = last.Bars.GroupBy(b => b.Category).ToDictionary(g => g.Key, g => g.Last().Value.Y, StringComparer.Ordinal);
        // OrderBy is stable: equal and missing values keep the order in which they came.
        double Rank(string name) => height.TryGetValue(name, out var y) && !double.IsNaN(y) ? data.Sort * y : double.MaxValue;
        return [.. names.OrderBy(Rank)];
    }

    private BarRow ToRow(Series series, Look look)
    {
        if (series is FunctionSeries formula)
            return new(series.Name, look, [.. Categories.Select(c => new Sample(0, CategoryText.Number(c) is var x && double.IsNaN(x) ? x : formula.Formula(x)))]);
        if (series is not BarSeries bars)
            return new(series.Name, look, []);
        var unit = bars.IsTime ? Time!.Value.Nanoseconds : 1;
        var byName = bars.Bars.GroupBy(b => b.Category).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
        return new(series.Name, look, [.. Categories.Select(c => byName.TryGetValue(c, out var v) ? new Sample(0, v.Y / unit, v.Low / unit, v.High / unit) : new Sample(0, double.NaN))]);
    }

    private Scale YScale()
    {
        var suffix = AxisText.Suffix(Data.Y);
        var values = Bars.Concat(Theory).SelectMany(r => r.Values).Where(v => double.IsFinite(v.Y)).SelectMany(v => v.HasInterval ? new[] { v.Y, v.Low, v.High } : [v.Y]).Where(double.IsFinite).ToList();
        if (Data.Y.IsLog && values.Any(v => v > 0))
        {
            var positive = values.Where(v => v > 0).ToList();
            return Scale.Logarithmic(positive.Min() / 1.5, positive.Max(), cover: true, suffix);
        }
        var (low, high) = (Math.Min(0, values.DefaultIfEmpty(0).Min()), Math.Max(0, values.DefaultIfEmpty(1).Max()));
        if (Data.Y.HasRange)
        {
            var unit = Data.Y.RangeIsTime && Time is { } t ? t.Nanoseconds : 1;
            (low, high) = (Math.Min(0, Data.Y.Low / unit), Math.Max(0, Data.Y.High / unit));
        }
        return Scale.Linear(low, high, integral: values.All(v => v == Math.Floor(v)), suffix: suffix);
    }
}
