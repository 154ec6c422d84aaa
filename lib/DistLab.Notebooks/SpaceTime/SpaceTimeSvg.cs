using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>Draws a laid out diagram as static SVG: backdrops first, then lifelines, bars, arrows, events and labels.</summary>
internal sealed class SpaceTimeSvg
{
    public const int KeyHeight = 20;

    private const double FooterRoom = 14;
    private const double KeyLine = 18;

    private readonly Picture _picture;
    private readonly SvgCanvas _canvas;

    private SpaceTimeSvg(Picture picture, SvgCanvas canvas)
    {
        _picture = picture;
        _canvas = canvas;
    }

    public static string Draw(Picture picture, Card card, string title, string description)
    {
        var canvas = new SvgCanvas(title, description, height: (int)Math.Ceiling(picture.Bottom + FooterRoom + card.FooterHeight));
        card.Draw(canvas);
        var svg = new SpaceTimeSvg(picture, canvas);
        svg.Backdrops();
        svg.Axes();
        if (picture.NeedsKey)
            svg.Key();
        if (picture.Columns.Nodes.Count == 0)
            canvas.Text(Frame.LeftEdge + 24, picture.Top + 24, "Nothing happened in this run, or nothing of it was selected.", 12, Paint.Secondary);
        svg.Bars();
        svg.Arrows();
        svg.Points();
        svg.Labels();
        return canvas.ToSvg();
    }

    private void Backdrops()
    {
        _canvas.Layer();
        foreach (var side in _picture.Sides)
            _canvas.Rect(side.X, side.Y, side.Width, side.Height, Paint.Tint, radius: 4);
        _canvas.Layer();
        foreach (var strip in _picture.Strips)
            _canvas.Path(SvgPath.Hatch(strip.X - 5, strip.From, 10, strip.To - strip.From, 6), Paint.Muted, width: 1.25);
        foreach (var strip in _picture.LinkCuts)
            _canvas.Path(SvgPath.Hatch(strip.X - 3, strip.From, 6, strip.To - strip.From, 6), Paint.Muted, width: 1.25);
        _canvas.Layer();
        foreach (var band in _picture.Bands)
        {
            _canvas.Rect(band.X, band.From, band.Width, band.To - band.From, Paint.BadTint);
            _canvas.Line(band.X, band.From, band.X + band.Width, band.From, Paint.Bad);
            _canvas.Line(band.X, band.To, band.X + band.Width, band.To, Paint.Bad);
        }
    }

    private void Axes()
    {
        _canvas.Layer();
        var ticks = TimeTicks.For(_picture);
        _canvas.Text(Card.Margin, _picture.Top - 14, $"Time, {ticks.Unit}", 11.5, Paint.Secondary);
        foreach (var (y, text) in ticks.Marks)
        {
            _canvas.Line(Frame.AxisX - 6, Math.Round(y) + 0.5, Frame.AxisX, Math.Round(y) + 0.5, Paint.Axis);
            _canvas.Text(Frame.AxisX - 11, y + 4, text, 11.5, Paint.Muted, Anchor.End);
        }
        TimeLine();
        for (var column = 0; column < _picture.Columns.X.Count; column++)
        {
            var raised = _picture.Columns.NamesAreStaggered && column % 2 == 1 ? 12 : 0;
            var name = _picture.Columns.ShownName(column);
            _canvas.Text(_picture.Columns.X[column], _picture.Top - 14 - raised, name, _picture.Columns.NameFontSize, Paint.Ink, Anchor.Middle, bold: true);
        }
        Conditions();
        foreach (var line in _picture.Lifelines.Where(line => !line.IsCrooked))
            _canvas.Line(line.X, line.From, line.X, line.To, Paint.Axis, width: 1.5);
        foreach (var line in _picture.Lifelines.Where(line => line.IsCrooked))
            _canvas.Path(SvgPath.Zigzag(line.X, line.From, line.To), Paint.Secondary, width: 1.5);
        _canvas.Layer();
        foreach (var (_, x, from, to) in Boxes(ConditionKind.Paused))
            _canvas.Rect(x - 5, from, 10, to - from, Paint.Tint, Paint.Axis);
    }

    /// <summary>Nodes that were slow stand on a ladder; those that were paused in an empty box.</summary>
    private void Conditions()
    {
        foreach (var (_, x, from, to) in Boxes(ConditionKind.Slow))
        {
            for (var y = from + 2; y <= to - 1; y += 5)
                _canvas.Line(x - 5, y, x + 5, y, Paint.Axis);
        }
    }

    private IEnumerable<ConditionBox> Boxes(ConditionKind kind) => _picture.Conditions.Where(box => box.Condition.Kind == kind);

    /// <summary>The time axis, with a zigzag where idle time was left out.</summary>
    private void TimeLine()
    {
        const double x = Frame.AxisX + 0.5;
        var y = _picture.Top;
        foreach (var at in _picture.Scale.Breaks)
        {
            _canvas.Path(SvgPath.Poly([(x, y), (x, at - 6), (x - 4, at - 2), (x + 4, at + 2), (x, at + 6)]), Paint.Axis);
            y = at + 6;
        }
        _canvas.Line(x, y, x, _picture.Bottom, Paint.Axis);
    }

    /// <summary>The kinds of messages by colour, for those that found no room for a label.</summary>
    private void Key()
    {
        var kinds = _picture.Arrows.Select(arrow => arrow.Kind).Distinct().Order().ToList();
        var named = kinds.FindAll(MessageKinds.IsColoured);
        var entries = named.Select(kind => (Text: _picture.Kinds.Names[kind], Paint: MessageKinds.PaintOf(kind))).ToList();
        if (named.Count < kinds.Count)
            entries.Add((kinds.Count - named.Count == 1 ? _picture.Kinds.Names[kinds[^1]] : "other messages", Paint.Muted));
        var (x, y) = (Card.Margin, _picture.NamesTop - 6);
        var room = (Frame.RightEdge - Card.Margin) / entries.Count;
        foreach (var (text, paint) in entries)
        {
            var shown = TextMetrics.Shorten(text, room - KeyLine - 24, 11.5);
            _canvas.Line(x, y - 4, x + KeyLine - 4, y - 4, paint, width: 1.4);
            _canvas.Path(SvgPath.ArrowHead(x, y - 4, x + KeyLine, y - 4), fill: paint);
            _canvas.Text(x + KeyLine + 6, y, shown, 11.5, paint);
            x += KeyLine + 24 + TextMetrics.Width(shown, 11.5);
        }
    }

    private void Bars()
    {
        _canvas.Layer();
        foreach (var bar in _picture.Bars)
            _canvas.Rect(bar.X - 5, bar.From, 10, bar.To - bar.From, MessageKinds.PaintOfBar(bar.Span.Rule), radius: 2);
        _canvas.Layer();
        foreach (var (bar, part) in _picture.Bars.SelectMany(bar => bar.Violated.Select(part => (bar, part))))
        {
            _canvas.Rect(bar.X - 5, part.From, 10, part.To - part.From, Paint.Bad);
            _canvas.Path(SvgPath.Hatch(bar.X - 5, part.From, 10, part.To - part.From), Paint.Bad.Over(), width: 1.25);
        }
    }

    private void Arrows()
    {
        _canvas.Layer();
        foreach (var arrow in _picture.Arrows)
        {
            var paint = MessageKinds.PaintOf(arrow.Kind);
            var path = arrow.Path.ToList();
            if (arrow.End == ArrowEnd.Head)
                path[^1] = Before(path[^2], path[^1], 4);
            _canvas.Path(SvgPath.Poly(path), paint, width: arrow.Flight.IsCopy ? 1 : 1.4);
        }
        foreach (var arrow in _picture.Arrows.Where(arrow => arrow.End == ArrowEnd.Head))
        {
            var (from, to) = (arrow.Path[^2], arrow.Path[^1]);
            _canvas.Path(SvgPath.ArrowHead(from.X, from.Y, to.X, to.Y), fill: MessageKinds.PaintOf(arrow.Kind));
        }
        _canvas.Layer();
        foreach (var (x, y) in _picture.Arrows.Select(arrow => arrow.Corruption).OfType<(double X, double Y)>())
            _canvas.Path(SvgPath.Marker(4, x, y, 4.5), Paint.Ink, Paint.Card, width: 1.5);
        foreach (var arrow in _picture.Arrows.Where(arrow => arrow.End == ArrowEnd.Cross))
            _canvas.Path(SvgPath.Cross(arrow.Path[^1].X, arrow.Path[^1].Y, 4), Paint.Bad, width: 2, roundCap: true);
    }

    /// <summary>The point so far before the end of a line, so that the line does not show beside the tip of its head.</summary>
    private static (double X, double Y) Before((double X, double Y) from, (double X, double Y) to, double distance)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        return length <= distance ? to : (to.X - (dx * distance / length), to.Y - (dy * distance / length));
    }

    private void Points()
    {
        _canvas.Layer();
        foreach (var point in _picture.Points.Where(point => point is { Restarts: false, Crashes: false }))
            _canvas.Dot(point.X, point.Y, point.Radius, Paint.Ink);
        foreach (var point in _picture.Points.Where(point => point.Restarts))
            _canvas.Dot(point.X, point.Y, point.Radius, Paint.Card, Paint.Ink, 1.75);
        foreach (var point in _picture.Points.Where(point => point.Crashes))
            _canvas.Path(SvgPath.Cross(point.X, point.Y, 6), Paint.Bad, width: 2.5, roundCap: true);
    }

    private void Labels()
    {
        _canvas.Layer();
        foreach (var label in _picture.Labels)
            _canvas.Text(label.X, label.Y, label.Text, label.Size, label.Paint, label.Anchor, label.Bold, label.Halo);
    }
}
