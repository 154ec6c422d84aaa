using System.Globalization;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Timeline;

/// <summary>Draws a laid out timeline as static SVG: faults and lanes first, then bars, points and labels.</summary>
internal sealed class TimelineSvg
{
    private const double AxisRoom = 40;
    private const double Height = TimelinePicture.BarHeight;

    private readonly TimelinePicture _picture;
    private readonly SvgCanvas _canvas;

    private TimelineSvg(TimelinePicture picture, SvgCanvas canvas)
    {
        (_picture, _canvas) = (picture, canvas);
    }

    public static string Draw(TimelinePicture picture, Card card, string title, string description)
    {
        var canvas = new SvgCanvas(title, description, height: (int)Math.Ceiling(picture.Bottom + AxisRoom + card.FooterHeight));
        card.Draw(canvas);
        var svg = new TimelineSvg(picture, canvas);
        svg.Lanes();
        svg.Axis();
        svg.Faults();
        svg.Bars();
        svg.Strip();
        svg.Points();
        svg.Why();
        svg.Labels();
        return canvas.ToSvg();
    }

    private void Lanes()
    {
        _canvas.Layer();
        if (_picture.Clients.Count == 0)
        {
            _canvas.Text(Card.Margin, _picture.Top + 16, "No operation was called, or none of them was selected.", 12, Paint.Secondary);
            return;
        }
        _canvas.Text(Card.Margin, _picture.Top - 20, "Client", 12, Paint.Secondary);
        for (var lane = 0; lane < _picture.Clients.Count; lane++)
        {
            var y = _picture.Top + (TimelinePicture.LanePitch * lane) + (Height / 2);
            _canvas.Text(30, y + 4.5, TextMetrics.Shorten(_picture.Name(_picture.Clients[lane]), 36, 13, bold: true), 13, Paint.Ink, bold: true);
            _canvas.Line(TimelineAxis.Left - 6, y, TimelineAxis.Right, y, Paint.Grid);
        }
    }

    private void Axis()
    {
        if (_picture.Clients.Count == 0)
            return;
        var (marks, unit) = _picture.Axis.Ticks(_picture.History.HasTimes);
        foreach (var (x, text) in marks)
        {
            _canvas.Line(Math.Round(x) + 0.5, _picture.Bottom, Math.Round(x) + 0.5, _picture.Bottom + 4, Paint.Axis);
            _canvas.Text(x, _picture.Bottom + 18, text, 12, Paint.Muted, Anchor.Middle);
        }
        _canvas.Text(TimelineAxis.Right, _picture.Bottom + 34, unit.Length == 0 ? "Events in their order" : $"Time, {unit}", 12, Paint.Secondary, Anchor.End);
    }

    private void Faults()
    {
        _canvas.Layer();
        foreach (var fault in _picture.Faults)
            _canvas.Rect(fault.X, fault.Y - 1, Math.Max(2, fault.Right - fault.X), _picture.LanesBottom - fault.Y + 9, Paint.Tint);
        _canvas.Layer();
        foreach (var fault in _picture.Faults)
        {
            _canvas.Path(SvgPath.Hatch(fault.X, fault.Y, Math.Max(2, fault.Right - fault.X), 8), Paint.Muted, width: 1.25);
            if (fault.BeginsHere)
                _canvas.Line(fault.X, fault.Y, fault.X, _picture.LanesBottom + 8, Paint.Muted, dash: "1 3", roundCap: true);
            if (fault.EndsHere)
                _canvas.Line(fault.Right, fault.Y, fault.Right, _picture.LanesBottom + 8, Paint.Muted, dash: "1 3", roundCap: true);
            var room = TimelineAxis.Right + 8 - fault.X;
            var text = TextMetrics.Shorten(fault.Span.Label, Math.Max(60, room), 11.5);
            var x = Math.Min(fault.X, TimelineAxis.Right + 8 - TextMetrics.Width(text, 11.5));
            _canvas.Text(x, fault.Y - 4, text, 11.5, Paint.Bad);
        }
    }

    private void Bars()
    {
        _canvas.Layer();
        foreach (var bar in _picture.Bars)
        {
            var (fill, stroke, width) = Style(bar.Look);
            if (bar.IsOpen)
                _canvas.Path(OpenBar(bar), stroke, fill, width);
            else
                _canvas.Rect(bar.X, bar.Y, bar.Right - bar.X, Height, fill, stroke, Math.Min(4, (bar.Right - bar.X) / 2), width);
        }
        _canvas.Layer();
        foreach (var bar in _picture.Bars)
        {
            if (bar.Look == BarLook.Offender)
                _canvas.Path(SvgPath.Cross(bar.Middle, bar.Y + (Height / 2), Math.Min(5, (bar.Right - bar.X) / 3)), Paint.Bad, width: 2.5, roundCap: true);
            else if (bar.Look == BarLook.Failed)
                _canvas.Line(bar.X, bar.Y + (Height / 2), bar.Right, bar.Y + (Height / 2), Paint.Muted, width: 1.5);
        }
    }

    private static (Paint Fill, Paint Stroke, double Width) Style(BarLook look) => look switch
    {
        BarLook.Offender => (Paint.BadTint, Paint.Bad, 2),
        BarLook.Conflict => (Paint.Sequential(1), Paint.Ink, 1.75),
        BarLook.Open => (Paint.Tint, Paint.Muted, 1),
        BarLook.Failed => (Paint.Card, Paint.Muted, 1),
        _ => (Paint.Sequential(1), Paint.Sequential(4), 1),
    };

    /// <summary>A bar without its right end.</summary>
    private static string OpenBar(OperationBar bar) => string.Create(
        CultureInfo.InvariantCulture,
        $"M{SvgPath.Number(bar.Right)} {SvgPath.Number(bar.Y)}H{SvgPath.Number(bar.X + 4)}a4 4 0 0 0 -4 4v{SvgPath.Number(Height - 8)}a4 4 0 0 0 4 4H{SvgPath.Number(bar.Right)}");

    private void Strip()
    {
        if (!_picture.HasStrip)
            return;
        _canvas.Layer();
        _canvas.Text(Card.Margin, _picture.StripTop + 15.5, "Value", 12, Paint.Secondary);
        foreach (var segment in _picture.Segments)
        {
            var fill = Paint.Sequential(segment.Shade);
            _canvas.Rect(segment.X, _picture.StripTop, Math.Max(1, segment.Right - segment.X - 1), TimelinePicture.StripHeight, fill, radius: 2);
            if (segment.Text.Length > 0)
                _canvas.Text((segment.X + segment.Right) / 2, _picture.StripTop + 15.5, segment.Text, 12, fill.Over(), Anchor.Middle, bold: true);
        }
        foreach (var mark in _picture.Marks)
            _canvas.Line(mark.X, mark.Y, mark.X, _picture.StripTop, Paint.Muted, dash: "1 3", roundCap: true);
    }

    private void Points()
    {
        _canvas.Layer();
        foreach (var mark in _picture.Marks)
            _canvas.Dot(mark.X, mark.Y, _picture.IsNumbered ? 8.5 : 4, Paint.Series(1));
        if (!_picture.IsNumbered)
            return;
        _canvas.Layer();
        foreach (var mark in _picture.Marks)
            _canvas.Text(mark.X, mark.Y + 4, mark.Number.ToString(CultureInfo.InvariantCulture), 11, Paint.Series(1).Over(), Anchor.Middle, bold: true);
    }

    private void Why()
    {
        _canvas.Layer();
        if (_picture.Arrow is { } arrow)
        {
            var ((x1, y1), (x2, y2)) = arrow;
            var away = y2 > y1 ? 1 : -1;
            var tip = y2 - (away * (y2 == y1 ? 0 : 17));
            _canvas.Path($"M{SvgPath.Number(x1)} {SvgPath.Number(y1)}C{SvgPath.Number(x1)} {SvgPath.Number(y1 + (away * 30))} {SvgPath.Number(x2)} {SvgPath.Number(tip - (away * 30))} {SvgPath.Number(x2)} {SvgPath.Number(tip)}", Paint.Bad, width: 1.5);
            _canvas.Path(SvgPath.ArrowHead(x2, tip - (away * 6), x2, tip + (away * 3)), fill: Paint.Bad);
        }
        var offender = _picture.Bars.Find(bar => bar.Look == BarLook.Offender);
        if (_picture.Why.Count == 0)
            return;
        for (var line = 0; line < _picture.Why.Count; line++)
            _canvas.Text(_picture.WhyX, _picture.LanesBottom + 20 + (15 * line), _picture.Why[line], 12, Paint.Bad, Anchor.Middle, bold: true, halo: Paint.Card);
        if (_picture.HasStrip)
            _canvas.Path(SvgPath.Poly([(offender.X, _picture.StripTop - 5), (offender.X, _picture.StripTop - 12), (offender.Right, _picture.StripTop - 12), (offender.Right, _picture.StripTop - 5)]), Paint.Bad, width: 1.5);
    }

    private void Labels()
    {
        _canvas.Layer();
        foreach (var label in _picture.Labels)
            _canvas.Text(label.X, label.Y, label.Text, label.Size, label.Paint, label.Anchor, label.Bold, label.Halo);
    }
}
