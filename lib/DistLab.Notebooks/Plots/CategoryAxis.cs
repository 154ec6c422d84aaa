using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>Names below groups: in up to two lines, then cut, then left out in regular steps, but never turned.</summary>
internal sealed class CategoryAxis
{
    private const double Size = 12;
    private const double LineHeight = 15;
    private const double Narrowest = 34;

    private readonly IReadOnlyList<IReadOnlyList<string>> labels;
    private readonly int every;

    public CategoryAxis(IReadOnlyList<string> names, double plotWidth)
    {
        var group = plotWidth / Math.Max(1, names.Count);
        var widest = names.Select(n => TextMetrics.Width(n, Size)).DefaultIfEmpty(0).Max();
        every = widest + 6 <= group || group >= Narrowest ? 1 : (int)Math.Ceiling(Math.Min(widest + 8, 2 * Narrowest) / group);
        labels = [.. names.Select(n => TextMetrics.Wrap(n, (group * every) - 6, Size))];
    }

    /// <summary>The room that a second line takes.</summary>
    public double ExtraHeight => labels.Where((_, i) => i % every == 0).Any(l => l.Count > 1) ? LineHeight : 0;

    public void Draw(SvgCanvas canvas, PlotFrame frame)
    {
        for (var i = 0; i < labels.Count; i += every)
        {
            var x = Centre(frame, i);
            for (var line = 0; line < labels[i].Count; line++)
                canvas.Text(x, frame.Bottom + 19 + (LineHeight * line), labels[i][line], Size, every == 1 ? Paint.Ink : Paint.Muted, Anchor.Middle);
            if (every > 1)
                canvas.Line(Math.Round(x) + 0.5, frame.Bottom, Math.Round(x) + 0.5, frame.Bottom + 4, Paint.Axis);
        }
        canvas.Layer();
    }

    public double Centre(PlotFrame frame, int index) => frame.Left + (frame.Width * (index + 0.5) / Math.Max(1, labels.Count));
}
