using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>The colour and mark that a name keeps throughout a figure.</summary>
internal readonly record struct Look(Paint Paint, int Marker, bool IsHollow = false)
{
    /// <summary>The looks of all series: equal names share one, explicit numbers are respected, theory is grey and violations are red.</summary>
    public static IReadOnlyList<Look> Assign(FigureData data)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var series in data.Series.Where(s => s.Colour > 0))
            numbers.TryAdd(series.Name, series.Colour);
        var taken = numbers.Values.ToHashSet();
        var next = 1;
        foreach (var series in data.Series.Where(s => !IsTheory(s)))
        {
            if (numbers.ContainsKey(series.Name))
                continue;
            while (taken.Contains(next))
                next++;
            taken.Add(next);
            numbers.Add(series.Name, next);
        }
        var shades = data.Ordered ? data.Series.Where(s => !IsTheory(s)).Select(s => s.Name).Distinct().ToList() : [];
        return [.. data.Series.Select(s => Of(s, numbers, shades))];
    }

    private static bool IsTheory(Series series) =>
        series is FunctionSeries or BarSeries { IsTheory: true } or PointSeries { Style: PointStyle.Theory };

    private static Look Of(Series series, Dictionary<string, int> numbers, List<string> shades)
    {
        if (series.IsViolation)
            return new(Paint.Bad, 4);
        if (IsTheory(series) && series.Colour == 0)
            return new(Paint.Theory, 1);
        var number = numbers[series.Name];
        var rank = shades.IndexOf(series.Name);
        if (rank < 0)
            return new(Paint.Series(number), number, number > Paint.SeriesCount);
        // Shades 2 to 8, evenly spread: the two nearest to the card are too pale for a bar or line.
        var shade = shades.Count == 1 ? 5 : shades.Count <= 3 ? 3 + (2 * rank) : 2 + (int)Math.Round(6.0 * rank / (shades.Count - 1));
        return new(Paint.Sequential(shade), rank + 1);
    }
}
