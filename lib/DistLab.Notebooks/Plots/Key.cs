using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Plots;

/// <summary>How an entry of a key is drawn.</summary>
internal enum KeySign
{
    Line,
    MarkedLine,
    Band,
    ErrorBar,
    Theory,
    TheoryMark,
    Measured,
    Marker,
    Swatch,
}

/// <summary>The strip above the plot that names what has no label of its own; it never stands on data.</summary>
internal sealed class Key
{
    private const double Size = 11.5;
    private const double RowHeight = 20;
    private const double LongestLabel = 220;

    private readonly List<List<(KeySign Sign, string Label, Look Look, double Width)>> rows = [];
    private readonly double right;

    /// <summary>Breaks the entries into rows; the first leaves room for the title of the y axis.</summary>
    public Key(IEnumerable<(KeySign Sign, string Label, Look Look)> entries, double titleWidth, double right)
    {
        this.right = right;
        var room = right - Card.Margin - (titleWidth > 0 ? titleWidth + 24 : 0);
        var used = 0.0;
        var row = new List<(KeySign, string, Look, double)>();
        foreach (var (sign, full, look) in entries)
        {
            var label = TextMetrics.Shorten(full, LongestLabel, Size);
            var width = TextMetrics.Width(label, Size) + SignWidth(sign) + 8 + 18;
            if (used + width > room && (row.Count > 0 || rows.Count == 0))
            {
                rows.Add(row);
                (row, used, room) = ([], 0, right - Card.Margin);
            }
            row.Add((sign, label, look, width));
            used += width;
        }
        if (row.Count > 0)
            rows.Add(row);
    }

    /// <summary>The room that rows after the first take.</summary>
    public int ExtraHeight => (int)RowHeight * Math.Max(0, rows.Count - 1);

    public void Draw(SvgCanvas canvas, double y)
    {
        foreach (var row in rows)
        {
            var x = right - row.Sum(e => e.Width) + 18;
            foreach (var (sign, label, look, width) in row)
            {
                DrawSign(canvas, sign, look, x, y);
                canvas.Text(x + SignWidth(sign) + 8, y, label, Size, Paint.Secondary);
                x += width;
            }
            y += RowHeight;
        }
    }

    private static double SignWidth(KeySign sign) => sign is KeySign.Swatch or KeySign.Marker or KeySign.Measured or KeySign.ErrorBar ? 12 : 24;

    private static void DrawSign(SvgCanvas canvas, KeySign sign, Look look, double x, double y)
    {
        switch (sign)
        {
            case KeySign.Line:
                canvas.Line(x, y - 4, x + 24, y - 4, look.Paint, 2.25);
                break;
            case KeySign.MarkedLine:
                canvas.Line(x, y - 4, x + 24, y - 4, look.Paint, 2.25);
                canvas.Path(SvgPath.Marker(look.Marker, x + 12, y - 4, 3.8), look.IsHollow ? look.Paint : Paint.Card, look.IsHollow ? Paint.Card : look.Paint, look.IsHollow ? 1.5 : 1);
                break;
            case KeySign.Band:
                canvas.Rect(x, y - 10, 24, 12, look.Paint, opacity: 0.22);
                break;
            case KeySign.ErrorBar:
                canvas.Path(SvgPath.ErrorBar(x + 6, y + 2, y - 11), look.Paint, width: 1.25);
                break;
            case KeySign.Theory:
                canvas.Line(x, y - 4, x + 24, y - 4, look.Paint, 1.75, "6 4");
                break;
            case KeySign.TheoryMark:
                canvas.Line(x, y - 4, x + 24, y - 4, Paint.Ink, 2, "4 3");
                break;
            case KeySign.Measured:
                canvas.Path(SvgPath.Marker(look.Marker, x + 6, y - 4, 3.8), look.Paint, Paint.Card, 1.75);
                break;
            case KeySign.Marker:
                canvas.Path(SvgPath.Marker(look.Marker, x + 6, y - 4, 4), look.IsHollow ? look.Paint : null, look.IsHollow ? Paint.Card : look.Paint, 1.5);
                break;
            case KeySign.Swatch:
                canvas.Rect(x, y - 10, 12, 12, look.Paint, radius: 1.5);
                break;
        }
    }
}
