using DistLab.Analysis;
using DistLab.Notebooks.Tables;
using DistLab.Protocols;

namespace DistLab.Notebooks.Sweeps;

/// <summary>The results of a sweep as a table of means and intervals.</summary>
internal static class SweepTable
{
    public static Table<int> Of<TPoint>(SweepResult<TPoint> result, double confidence, IReadOnlyList<double> quantiles)
        where TPoint : notnull
    {
        var table = Table.From(Enumerable.Range(0, result.Points.Count));
        foreach (var column in FoundColumns.Of<TPoint>([.. result.Points]))
            table = table.Column(column.Name == "Value" ? "Point" : column.Name, point => column.Value(result.Points[point]));
        foreach (var measure in result.Measures)
        {
            // A table looks at its values when it is shown; a wrong argument is told at once.
            _ = result[0, measure.Name].HalfWidth(confidence);
            foreach (var quantile in quantiles)
                _ = result[0, measure.Name].Quantile(quantile);
            var name = measure.Name.Length == 0 ? "Mean" : FoundColumns.Words(measure.Name);
            table = table.Column(name, point => Shown(measure, result[point, measure.Name].Mean))
                .Column($"± ({Estimate.Share(confidence)})", point => Shown(measure, result[point, measure.Name].HalfWidth(confidence)));
            foreach (var quantile in quantiles)
                table = table.Column(measure.Name.Length == 0 ? Estimate.Share(quantile) : $"{name}, {Estimate.Share(quantile)}", point => Shown(measure, result[point, measure.Name].Quantile(quantile)));
        }
        return table.Caption($"Means of {result.Sweep.Seeds} seed{(result.Sweep.Seeds == 1 ? "" : "s")} with {Estimate.Share(confidence)} confidence intervals");
    }

    private static object? Shown(Measure measure, double value)
    {
        if (double.IsNaN(value))
            return null;
        return measure.Kind == MeasureKind.Time ? Duration.FromNanoseconds(value) : value;
    }
}
