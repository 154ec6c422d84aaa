using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>The median and two tails of each distribution, which also is the figure's key.</summary>
/// <remarks>A distribution hardly ever enters the lower right corner; where one does, or there are many, the table goes elsewhere.</remarks>
internal sealed class QuantileTable
{
    private const double Size = 12.5;
    private const double Row = 22;
    private const int MostRowsInside = 5;
    private static readonly double[] Shares = [0.5, 0.95, 0.99];

    private readonly XyModel model;
    private readonly PlotFrame frame;
    private readonly IReadOnlyList<(double X, double Y)> ink;
    private readonly List<Curve> curves;
    private readonly double nameWidth;
    private readonly double columnWidth;

    public QuantileTable(XyModel model, PlotFrame frame, IReadOnlyList<(double X, double Y)> ink)
    {
        (this.model, this.frame, this.ink) = (model, frame, ink);
        curves = Shown(model);
        nameWidth = Math.Min(190, curves.Max(c => TextMetrics.Width(c.Name, Size, bold: true)));
        columnWidth = Math.Max(46, 14 + curves.SelectMany(c => Shares.Select(s => TextMetrics.Width(Cell(c, s), Size, bold: true))).Max());
    }

    private double Width => 22 + nameWidth + 8 + (3 * columnWidth);

    private double Height => 30 + (Row * curves.Count);

    /// <summary>The room below the x axis that a table of many rows needs.</summary>
    public static double RoomBelow(XyModel model) => Shown(model).Count is > MostRowsInside and var rows ? 44 + (Row * rows) : 0;

    public void Draw(SvgCanvas canvas)
    {
        var (left, top) = Place();
        double Right(int column) => left + Width - (columnWidth * (2 - column));
        for (var c = 0; c < Shares.Length; c++)
            canvas.Text(Right(c), top + 12, $"p{100 * Shares[c]:0}", 11.5, Paint.Muted, Anchor.End, halo: Paint.Card);
        canvas.Line(left, top + 19.5, left + Width, top + 19.5, Paint.Border);
        for (var i = 0; i < curves.Count; i++)
        {
            var y = top + 38 + (Row * i);
            canvas.Path(SvgPath.Marker(curves[i].Look.Marker, left + 8, y - 4, 4.5), curves[i].Look.IsHollow ? curves[i].Look.Paint : null, curves[i].Look.IsHollow ? Paint.Card : curves[i].Look.Paint);
            canvas.Text(left + 20, y, TextMetrics.Shorten(curves[i].Name, nameWidth, Size, bold: true), Size, curves[i].Look.Paint, bold: true, halo: Paint.Card);
            for (var c = 0; c < Shares.Length; c++)
                canvas.Text(Right(c), y, Cell(curves[i], Shares[c]), Size, Paint.Ink, Anchor.End, bold: c == 2, halo: Paint.Card);
        }
    }

    private static List<Curve> Shown(XyModel model) => [.. model.Curves.Where(c => c.Style == CurveStyle.Distribution && c.Values.Length > 0)];

    private string Cell(Curve curve, double share) =>
        Numbers.Text(curve.Quantile(share)) + (share == 0.99 ? AxisText.UnitAfter(model.Data.X, model.XTime) : "");

    private (double Left, double Top) Place()
    {
        if (curves.Count > MostRowsInside)
            return (frame.Left, frame.Bottom + 46);
        var right = frame.Right - 14 - Width;
        (double, double)[] places = [(right, frame.Bottom - 12 - Height), (frame.Left + 14, frame.Top + 30), (right, frame.Top + 34), (right, (frame.Top + frame.Bottom - Height) / 2)];
        return places.MinBy(p => ink.Count(i => i.X > p.Item1 - 6 && i.X < p.Item1 + Width + 6 && i.Y > p.Item2 - 4 && i.Y < p.Item2 + Height + 4));
    }
}
