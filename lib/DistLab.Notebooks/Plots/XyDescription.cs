using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>What a figure with two numeric axes shows, in words.</summary>
internal static class XyDescription
{
    private const int MostSeries = 4;

    public static string Of(XyModel model)
    {
        var kind = model.IsDistribution ? "Empirical distribution" : model.IsHistogram ? "Histogram" : model.Curves.Any(c => c.HasEnd) ? "Line chart" : "Scatter plot";
        if (!model.HasData)
            return $"{kind} without data.";
        var axes = $"{kind}. {model.YTitle ?? "Vertical axis"} against {model.XTitle ?? "horizontal axis"}, {Numbers.Text(model.X.Low)} to {Numbers.Text(model.X.High)}.";
        var shown = model.Curves.Where(c => c.Points.Any(p => double.IsFinite(p.Y))).ToList();
        var series = shown.Take(MostSeries).Select(c => Series(c, model));
        var rest = shown.Count > MostSeries ? $" {shown.Count - MostSeries} more series." : "";
        return $"{axes} {string.Join("; ", series)}.{rest}{string.Concat(model.Data.Notes.Select(n => " Note: " + AxisText.Sentence(n.Text)))}";
    }

    private static string Series(Curve curve, XyModel model)
    {
        if (curve.Style == CurveStyle.Distribution)
        {
            var values = string.Join(", ", new[] { 0.5, 0.95, 0.99 }.Select(p => Numbers.Text(curve.Quantile(p))));
            return $"{curve.Name}: {Numbers.Text(curve.Values.Length)} values, median, 95th and 99th percentile {values}{AxisText.UnitAfter(model.Data.X, model.XTime)}";
        }
        var points = curve.Points.Where(p => double.IsFinite(p.Y)).ToList();
        var most = points.MaxBy(p => p.Y);
        var role = curve.Style switch { CurveStyle.Theory => " (theory)", CurveStyle.Measured => " (measured)", _ => "" };
        if (curve.Style == CurveStyle.Histogram)
            return $"{curve.Name}: {points.Count} bins from {Numbers.Text(curve.Edges[0])} to {Numbers.Text(curve.Edges[^1])}, highest {Numbers.Text(most.Y)} at {Numbers.Text(most.X)}";
        if (points.Count == 1)
            return $"{curve.Name}{role}: {Numbers.Text(most.Y)} at {Numbers.Text(most.X)}";
        return $"{curve.Name}{role}: {(curve.HasEnd ? Trend.OfLine(points) : Trend.OfCloud(points))}";
    }
}
