using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>The rectangle in which data is drawn, and the words and axes around it.</summary>
internal sealed class PlotFrame
{
    private const double LabelSize = 12;
    private const double LeastLeft = 52;
    private const double CardRight = 696;
    private readonly Card card;
    private readonly Key key;
    private readonly Scale y;
    private readonly string? xTitle;
    private readonly string? yTitle;

    /// <summary>A frame with room at the right for labels, under the axis for taller x labels, and below all of that.</summary>
    public PlotFrame(FigureData data, string? footer, Scale y, string? xTitle, string? yTitle, IReadOnlyList<(KeySign, string, Look)> entries, double rightRoom = 0, double extraBottom = 0, double below = 0)
    {
        (this.y, this.xTitle) = (y, xTitle);
        card = new Card(data.Title, data.Subtitle, footer);
        Left = Math.Ceiling(Math.Max(LeastLeft, Card.Margin + 8 + y.Labels.Select(l => TextMetrics.Width(l, LabelSize)).DefaultIfEmpty(0).Max()));
        Right = Math.Floor(CardRight - rightRoom);
        this.yTitle = yTitle is null ? null : TextMetrics.Shorten(yTitle, CardRight - Card.Margin, LabelSize);
        key = new Key(entries, this.yTitle is null ? 0 : TextMetrics.Width(this.yTitle, LabelSize), CardRight);
        var hasStrip = entries.Count > 0 || yTitle is not null;
        Top = (hasStrip ? 104 : 84) + card.Shift + key.ExtraHeight;
        Height = 420 + Math.Max(0, card.Shift) + key.ExtraHeight + (int)(extraBottom + below) + Math.Max(0, card.FooterHeight - 29);
        Bottom = Height - card.FooterHeight - (xTitle is null ? 25 : 41) - extraBottom - below;
        ExtraBottom = extraBottom;
    }

    public double Left { get; }

    public double Right { get; }

    public double Top { get; }

    public double Bottom { get; }

    public int Height { get; }

    public double ExtraBottom { get; }

    public double Width => Right - Left;

    public double Y(double value) => Bottom - (y.Share(value) * (Bottom - Top));

    /// <summary>A canvas with title, key, y axis and grid on it.</summary>
    public SvgCanvas Begin(string title, string description)
    {
        var canvas = new SvgCanvas(title, description, height: Height);
        card.Draw(canvas);
        var strip = 84 + card.Shift;
        if (yTitle is not null)
            canvas.Text(Card.Margin, strip, yTitle, LabelSize, Paint.Secondary);
        key.Draw(canvas, strip);
        DrawYAxis(canvas);
        if (xTitle is not null)
            canvas.Text(CentreInside(Right, xTitle, Anchor.End), Bottom + 37 + ExtraBottom, TextMetrics.Shorten(xTitle, CardRight - Card.Margin, LabelSize), LabelSize, Paint.Secondary, Anchor.End);
        canvas.Layer();
        return canvas;
    }

    /// <summary>The ticks and labels of a numeric x axis; labels that would touch are left out, never turned.</summary>
    public void DrawXAxis(SvgCanvas canvas, Scale x)
    {
        double At(double value) => Left + (x.Share(value) * Width);
        var widest = x.Labels.Select(l => TextMetrics.Width(l, LabelSize)).DefaultIfEmpty(0).Max();
        var closest = x.Ticks.Zip(x.Ticks.Skip(1), (a, b) => At(b) - At(a)).DefaultIfEmpty(double.MaxValue).Min();
        var every = closest >= widest + 10 ? 1 : (int)Math.Ceiling((widest + 10) / closest);
        for (var i = 0; i < x.Ticks.Count; i++)
        {
            var at = Math.Round(At(x.Ticks[i])) + 0.5;
            if (x.IsLog && IsDecade(x.Ticks[i]))
                canvas.Line(at, Bottom, at, Top, Paint.Grid);
            canvas.Line(at, Bottom, at, Bottom + 4, Paint.Axis);
            if (i % every == 0)
                canvas.Text(CentreInside(at, x.Labels[i], Anchor.Middle), Bottom + 18, x.Labels[i], LabelSize, Paint.Muted, Anchor.Middle);
        }
        foreach (var minor in x.Minor.Select(At))
            canvas.Line(Math.Round(minor) + 0.5, Bottom, Math.Round(minor) + 0.5, Bottom + 3, Paint.Axis);
        canvas.Layer();
    }

    private static bool IsDecade(double value) => Math.Abs(Math.Log10(value) - Math.Round(Math.Log10(value))) < 1e-9;

    private void DrawYAxis(SvgCanvas canvas)
    {
        var hasZero = y.Ticks.Contains(0) && !y.IsLog;
        for (var i = 0; i < y.Ticks.Count; i++)
        {
            var at = Math.Round(Y(y.Ticks[i])) + 0.5;
            canvas.Line(Left, at, Right, at, (hasZero ? y.Ticks[i] == 0 : Math.Abs(at - Bottom) < 1) ? Paint.Axis : Paint.Grid);
            canvas.Text(Left - 8, at + 4, y.Labels[i], LabelSize, Paint.Muted, Anchor.End);
        }
        if (y.Ticks.Count == 0 || Math.Abs(Y(y.Ticks[0]) - Bottom) > 1)
            canvas.Line(Left, Math.Round(Bottom) + 0.5, Right, Math.Round(Bottom) + 0.5, hasZero ? Paint.Grid : Paint.Axis);
        foreach (var minor in y.Minor.Select(Y))
            canvas.Line(Left - 3, Math.Round(minor) + 0.5, Left, Math.Round(minor) + 0.5, Paint.Axis);
    }

    /// <summary>The place for a text that keeps it on the card.</summary>
    private static double CentreInside(double x, string text, Anchor anchor)
    {
        var width = TextMetrics.Width(text, LabelSize);
        return anchor == Anchor.End ? Math.Max(x, Math.Min(CardRight, Card.Margin + width)) : Math.Clamp(x, 8 + (width / 2), 712 - (width / 2));
    }
}
