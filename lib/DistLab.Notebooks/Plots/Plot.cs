namespace DistLab.Notebooks.Plots;

/// <summary>Which layout a figure takes, and what can stand in one figure together.</summary>
internal static class Plot
{
    private enum Family
    {
        Any,
        Numeric,
        Bars,
        Boxes,
        Heat,
    }

    public static IPlot Of(FigureData data) => data.Series.Select(FamilyOf).FirstOrDefault(f => f != Family.Any) switch
    {
        Family.Bars => new BarPlot(data),
        Family.Boxes => new BoxPlot(data),
        Family.Heat => new HeatPlot(data),
        _ => new XyPlot(data),
    };

    /// <summary>Refuses a series that no common axes could hold.</summary>
    /// <exception cref="InvalidOperationException">It does not go together with the series that are there.</exception>
    public static void CheckFits(FigureData data, Series series)
    {
        var family = FamilyOf(series);
        var present = data.Series.Select(FamilyOf).Where(f => f != Family.Any).Cast<Family?>().FirstOrDefault();
        if (family == Family.Heat && !data.Series.IsEmpty)
            throw new InvalidOperationException("A heat map stands alone in its figure. Begin another figure for it.");
        if (present is { } other && family != Family.Any && family != other)
            throw new InvalidOperationException($"{Words(family)} cannot share a figure with {Words(other).ToLowerInvariant()}. Begin another figure with Figure.Of(…).");
        if (present is Family.Boxes or Family.Heat && series is FunctionSeries)
            throw new InvalidOperationException($"A formula cannot be drawn over {Words(present.Value).ToLowerInvariant()}.");
        foreach (var earlier in data.Series)
            CheckTimes(earlier, series);
    }

    private static void CheckTimes(Series first, Series second)
    {
        var (a, b) = (Times(first), Times(second));
        if ((a.X is { } ax && b.X is { } bx && ax != bx) || (a.Y is { } ay && b.Y is { } by && ay != by))
            throw new ArgumentException($"\"{first.Name}\" and \"{second.Name}\" do not fit on one axis: one holds times, the other plain numbers. Turn the times into numbers, for example with .Milliseconds.");
    }

    /// <summary>Whether each axis holds times; null where the series is empty and fits either way.</summary>
    private static (bool? X, bool? Y) Times(Series series) => series switch
    {
        PointSeries { Points.IsEmpty: false } p => (p.XIsTime, p.YIsTime),
        BarSeries { Bars.IsEmpty: false } b => (null, b.IsTime),
        SampleSeries { Style: SampleStyle.Box, Values.IsEmpty: false } s => (null, s.IsTime),
        SampleSeries { Values.IsEmpty: false } s => (s.IsTime, null),
        _ => (null, null),
    };

    private static Family FamilyOf(Series series) => series switch
    {
        FunctionSeries => Family.Any,
        BarSeries => Family.Bars,
        SampleSeries { Style: SampleStyle.Box } => Family.Boxes,
        HeatSeries => Family.Heat,
        _ => Family.Numeric,
    };

    private static string Words(Family family) => family switch
    {
        Family.Bars => "Bars",
        Family.Boxes => "Boxes",
        Family.Heat => "A heat map",
        _ => "Lines, points, histograms and distributions",
    };
}
