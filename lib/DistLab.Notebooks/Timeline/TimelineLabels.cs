using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.SpaceTime;

namespace DistLab.Notebooks.Timeline;

/// <summary>Finds the operations' labels a place above their bars: first the one in question, then those that contradict it, then the others.</summary>
internal sealed class TimelineLabels(TimelinePicture picture)
{
    private const double Size = 12;
    private const double Least = 26;
    private const double Gap = 6;
    private const double Tolerance = 0.1;

    /// <summary>How far a label stands above its bar, so that its halo spares the bar's edge.</summary>
    private const double Rise = 7;

    private readonly List<Box> _taken = [];

    public void Place()
    {
        foreach (var bar in picture.Bars.OrderByDescending(bar => bar.Look).ThenBy(bar => bar.X))
            PlaceOperation(bar);
        PlaceArrow();
    }

    private void PlaceOperation(OperationBar bar)
    {
        var operation = picture.History[bar.Operation];
        var isBold = bar.Look == BarLook.Offender;
        var text = operation.ToString();
        var baseline = bar.Y - Rise;
        var room = RoomFrom(bar.X + 1, bar);
        var fits = TextMetrics.Width(text, Size, isBold);
        var x = bar.X + 1;
        if (fits > room + Tolerance && bar.Look >= BarLook.Conflict)
        {
            // What matters may begin further left.
            x = Math.Max(TimelineAxis.Left - 20, Math.Min(x, TimelineAxis.Right + 8 - fits));
            room = RoomFrom(x, bar);
        }
        if (fits > room + Tolerance)
            text = room >= Least ? TextMetrics.Shorten(text, room, Size, isBold) : "";
        if (text.Length == 0 || text == "…")
            return;
        Put(new(x, baseline, text, Size, PaintOf(bar.Look), Anchor.Start, isBold, Paint.Card));
    }

    /// <summary>How far a text can run to the right: to the next label that has its place, or the next bar's beginning.</summary>
    private double RoomFrom(double x, OperationBar bar)
    {
        var baseline = bar.Y - Rise;
        var probe = new Box(x, baseline - (Size * 0.8), TimelineAxis.Right + 8, baseline + (Size * 0.25));
        if (_taken.Exists(box => box.Overlaps(probe) && box.Left <= x))
            return 0;
        var ends = _taken.Where(box => box.Overlaps(probe)).Select(box => box.Left)
            .Concat(picture.Bars.Where(other => other.Y == bar.Y && other.X > bar.X + 2).Select(other => other.X));
        return ends.Append(probe.Right + Gap).Min() - Gap - x;
    }

    private void PlaceArrow()
    {
        if (picture.Arrow is not { } arrow)
            return;
        const string text = "returned before the call";
        var width = TextMetrics.Width(text, Size);
        var left = Math.Min(arrow.From.X, arrow.To.X) + 14;
        foreach (var y in (double[])[arrow.From.Y + 17, arrow.To.Y - 22, (arrow.From.Y + arrow.To.Y) / 2])
        {
            var box = Box.OfText(left, y, text, Size, Anchor.Start, false);
            var isFree = left + width <= TimelineAxis.Right + 8 && !_taken.Exists(taken => taken.Overlaps(box, 2))
                && !picture.Bars.Exists(bar => new Box(bar.X, bar.Y, bar.Right, bar.Y + TimelinePicture.BarHeight).Overlaps(box, 2));
            if (!isFree)
                continue;
            Put(new(left, y, text, Size, Paint.Bad, Anchor.Start, false, Paint.Card));
            return;
        }
    }

    private void Put(PlacedLabel label)
    {
        picture.Labels.Add(label);
        _taken.Add(label.Box);
    }

    private static Paint PaintOf(BarLook look) => look switch
    {
        BarLook.Offender => Paint.Bad,
        BarLook.Open or BarLook.Failed => Paint.Muted,
        _ => Paint.Ink,
    };
}
