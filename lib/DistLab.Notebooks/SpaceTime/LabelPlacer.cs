using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>
/// Finds a label the best of some places. A place over another label, a cross or a lifeline is none; one over an arrow
/// costs as much as it hides of it. Where no place is good enough the label is left out: never is one printed over another.
/// </summary>
internal sealed class LabelPlacer(Picture picture)
{
    private const double LifelineMargin = 5;
    private const double Impossible = double.PositiveInfinity;

    /// <summary>Hidden pixels of an arrow that cost as much as one unit.</summary>
    private const double PixelsPerUnit = 4;

    /// <summary>So much of an arrow must show beside its own label.</summary>
    private const double LeastVisible = 14;

    private const double LeastVisibleShare = 0.4;

    private readonly List<Box> _taken = [];

    /// <summary>One place to try, better than those after it.</summary>
    /// <param name="X">Where the text begins, is centred or ends.</param>
    /// <param name="Y">Its base line.</param>
    /// <param name="Anchor">What of the text stands at X.</param>
    /// <param name="Own">The arrow that it is for, over which it may lie.</param>
    public readonly record struct Place(double X, double Y, Anchor Anchor, Arrow? Own = null);

    /// <summary>How a label looks, and how much it may hide.</summary>
    public readonly record struct Style(double Size, Paint Paint, bool Bold, double Limit, double Reluctance);

    /// <summary>Keeps labels off a mark.</summary>
    public void Block(Box box) => _taken.Add(box);

    /// <summary>Whether the label found a place, and stands there now.</summary>
    public bool TryPlace(string text, Style style, IEnumerable<Place> places)
    {
        var (best, least) = (default(Place), Impossible);
        var order = 0;
        foreach (var place in places)
        {
            var cost = Cost(Box.OfText(place.X, place.Y, text, style.Size, place.Anchor, style.Bold), place.Own) + (order++ * style.Reluctance);
            if (cost < least)
                (best, least) = (place, cost);
        }
        if (least > style.Limit)
            return false;
        Put(new(best.X, best.Y, text, style.Size, style.Paint, best.Anchor, style.Bold, Backdrop(best.Y)));
        return true;
    }

    /// <summary>Puts a label that has its place by right.</summary>
    public void Put(PlacedLabel label)
    {
        picture.Labels.Add(label);
        _taken.Add(label.Box);
    }

    private double Cost(Box box, Arrow? own)
    {
        if (box.Left < Frame.AxisX + 2 || box.Right > Frame.RightEdge + 2 || box.Top < picture.Top - 6 || box.Bottom > picture.Bottom + 4)
            return Impossible;
        if (_taken.Exists(taken => taken.Overlaps(box, 1)))
            return Impossible;
        var lifelines = picture.Columns.X.Count(x => box.Left - LifelineMargin < x && x < box.Right + LifelineMargin);
        if (lifelines > 0 && !picture.Columns.IsNarrow)
            return Impossible;
        if (own is not null && LengthOf(own) - HiddenLength(own, box) < Math.Max(LeastVisible, LeastVisibleShare * LengthOf(own)))
            return Impossible;
        if (picture.Bands.Exists(band => IsAcross(box, band.From) || IsAcross(box, band.To)))
            return Impossible;
        var hidden = picture.Arrows.Where(arrow => arrow != own).Sum(arrow => HiddenLength(arrow, box));
        return (lifelines * 0.5) + (hidden / PixelsPerUnit);
    }

    private static bool IsAcross(Box box, double y) => box.Top < y && y < box.Bottom;

    private static double LengthOf(Arrow arrow)
    {
        var length = 0.0;
        for (var i = 1; i < arrow.Path.Count; i++)
            length += Math.Sqrt(Math.Pow(arrow.Path[i].X - arrow.Path[i - 1].X, 2) + Math.Pow(arrow.Path[i].Y - arrow.Path[i - 1].Y, 2));
        return length;
    }

    private static double HiddenLength(Arrow arrow, Box box)
    {
        var hidden = 0.0;
        for (var i = 1; i < arrow.Path.Count; i++)
            hidden += LengthInside(arrow.Path[i - 1], arrow.Path[i], box);
        return hidden;
    }

    /// <summary>How much of a line lies in a box, by Liang and Barsky's clipping (1984).</summary>
    private static double LengthInside((double X, double Y) a, (double X, double Y) b, Box box)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var (enter, leave) = (0.0, 1.0);
        Span<(double Speed, double Room)> sides = [(-dx, a.X - box.Left), (dx, box.Right - a.X), (-dy, a.Y - box.Top), (dy, box.Bottom - a.Y)];
        foreach (var (speed, room) in sides)
        {
            if (speed == 0 && room < 0)
                return 0;
            if (speed < 0)
                enter = Math.Max(enter, room / speed);
            if (speed > 0)
                leave = Math.Min(leave, room / speed);
        }
        return leave <= enter ? 0 : (leave - enter) * Math.Sqrt((dx * dx) + (dy * dy));
    }

    /// <summary>The colour behind a label, which its halo takes.</summary>
    private Paint Backdrop(double y)
    {
        if (picture.Bands.Exists(band => band.From < y && y < band.To))
            return Paint.BadTint;
        return picture.Sides.Exists(side => side.Y < y && y < side.Y + side.Height) ? Paint.Tint : Paint.Card;
    }
}
