using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>Labels a picture, the most important first: violations, cuts, crashes, bars, local events, lost messages, messages, clocks.</summary>
internal sealed class Labeller(Picture picture)
{
    private const double Size = 11.5;
    private const double LineHeight = 15;
    private const double LongestLocal = 230;

    /// <summary>Where on an arrow its label is tried.</summary>
    private static readonly double[] Shares = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78];

    private static readonly LabelPlacer.Style Red = new(Size, Paint.Bad, true, 30, 0.3);
    private static readonly LabelPlacer.Style Plain = new(Size, Paint.Secondary, false, 30, 0.3);
    private static readonly LabelPlacer.Style Stamp = new(10, Paint.Muted, false, 5, 0.18);

    private readonly LabelPlacer _placer = new(picture);

    public void PlaceAll()
    {
        BlockMarks();
        OpeningLabels();
        foreach (var point in picture.Points.Where(point => point.Crashes))
            AtPoint(point, "crash", Red, 12);
        foreach (var point in picture.Points.Where(point => point.Restarts))
            AtPoint(point, string.Join(", ", (string[])["restart", .. point.Steps.SelectMany(step => step.Labels)]), Plain, 12);
        ConditionLabels();
        BarLabels();
        foreach (var point in picture.Points.Where(point => !point.Restarts && point.Steps.Any(step => step.Labels.Any())))
            AtPoint(point, TextMetrics.Shorten(string.Join(", ", point.Steps.SelectMany(step => step.Labels).Distinct()), LongestLocal, Size), Plain, 10);
        MessageLabels();
        foreach (var point in picture.Points)
            ClockLabel(point);
    }

    private void BlockMarks()
    {
        foreach (var (x, y) in picture.Arrows.Where(arrow => arrow.End == ArrowEnd.Cross).Select(arrow => arrow.Path[^1]))
            _placer.Block(new(x - 6, y - 6, x + 6, y + 6));
        foreach (var point in picture.Points.Where(point => point.Crashes))
            _placer.Block(new(point.X - 8, point.Y - 8, point.X + 8, point.Y + 8));
        foreach (var (x, y) in picture.Arrows.Select(arrow => arrow.Corruption).OfType<(double X, double Y)>())
            _placer.Block(new(x - 6, y - 6, x + 6, y + 6));
        foreach (var strip in picture.Strips)
            _placer.Block(new(strip.X - 6, strip.From, strip.X + 6, strip.To));
        foreach (var strip in picture.LinkCuts)
            _placer.Block(new(strip.X - 4, strip.From, strip.X + 4, strip.To));
        if (!picture.Columns.IsNarrow)
            return;
        foreach (var point in picture.Points)
            _placer.Block(new(point.X - point.Radius, point.Y - point.Radius, point.X + point.Radius, point.Y + point.Radius));
    }

    /// <summary>The rows that cuts and violations open have nothing else in them; the first to open at an instant stands above.</summary>
    private void OpeningLabels()
    {
        var x = picture.Columns.X.Count == 0 ? Frame.LeftEdge : Math.Max(picture.Columns.X[0] + 14, Frame.LeftEdge + 8);
        var used = new Dictionary<double, double>();
        foreach (var side in picture.Strips.Select(strip => strip.From).Distinct())
        {
            _placer.Put(new(x, side + 15, "Partition", Size, Paint.Secondary, Anchor.Start, true, Paint.Tint));
            used[side] = 20;
        }
        foreach (var notice in picture.Notices)
        {
            var top = picture.Scale.Y(notice.At);
            var room = Frame.RightEdge - x - 8;
            _placer.Put(new(x, top + 15 + used.GetValueOrDefault(top), TextMetrics.Shorten(notice.Text, room, Size), Size, Paint.Secondary, Anchor.Start, false, Paint.Card));
            used[top] = used.GetValueOrDefault(top) + 20;
        }
        foreach (var band in picture.Bands)
        {
            var y = band.From + 16 + used.GetValueOrDefault(band.From);
            foreach (var (line, number) in PictureBuilder.LabelLines(band.Violation).Select((line, number) => (line, number)))
            {
                var isText = number < TextMetrics.Wrap(band.Violation.Text, Frame.ViolationLabelWidth, Size, bold: true).Count;
                var left = Math.Min(x, Frame.RightEdge - TextMetrics.Width(line, Size, bold: true) - 8);
                _placer.Put(new(left, y, line, Size, isText ? Paint.Bad : Paint.Secondary, Anchor.Start, isText, Paint.BadTint));
                y += LineHeight;
            }
            used[band.From] = y - band.From - 10;
        }
    }

    private void ConditionLabels()
    {
        foreach (var strip in picture.LinkCuts)
        {
            var names = string.Join(", ", strip.Receivers.Select(node => picture.Columns.Names[picture.Columns.Column(node)]));
            var toRight = strip.X > picture.Columns.XOf(strip.Sender);
            Try($"cut → {names}", Plain, Along(strip.From, strip.To).SelectMany(y => new[] { Beside(strip.X, y, 8, toRight), Beside(strip.X, y, 8, !toRight) }));
        }
        foreach (var box in picture.Conditions)
        {
            var toRight = picture.Columns.Column(box.Condition.Node) > (picture.Columns.Nodes.Count - 1) / 2.0;
            Try(box.Condition.Text, Plain, Along(box.From, box.To).SelectMany(y => new[] { Beside(box.X, y, 11, toRight), Beside(box.X, y, 11, !toRight) }));
        }
    }

    /// <summary>Base lines beside something tall, from its top.</summary>
    private static IEnumerable<double> Along(double from, double to)
    {
        yield return from + 12;
        for (var y = from + 22; y < Math.Min(to, from + 200); y += 10)
            yield return y;
    }

    private void BarLabels()
    {
        foreach (var bar in picture.Bars)
        {
            var toRight = picture.Columns.Column(bar.Span.Node) > (picture.Columns.Nodes.Count - 1) / 2.0;
            var middle = (bar.From + bar.To) / 2;
            double[] heights = [bar.From + 12, bar.From + 30, middle, middle + 20, middle - 20];
            bool[] sides = [toRight, !toRight];
            var places = sides.SelectMany(right => heights.Where(y => y <= bar.To + 12).Select(y => Beside(bar.X, y, 12, right)));
            var text = picture.Options.Bars[bar.Span.Rule].Label;
            Try(text, new(Size, MessageKinds.PaintOfBar(bar.Span.Rule), true, 20, 0.3), places);
        }
    }

    private void MessageLabels()
    {
        var labelled = new HashSet<(Step, string)>();
        foreach (var arrow in picture.Arrows.OrderBy(arrow => arrow.End != ArrowEnd.Cross))
        {
            // A broadcast bears its label once, on whichever of its arrows has the best place.
            var fan = arrow.Flight.Sender is null ? [arrow] : picture.Arrows.FindAll(other => other.Flight.Sender == arrow.Flight.Sender && other.Text == arrow.Text);
            if (arrow.Flight.Sender is not null && !labelled.Add((arrow.Flight.Sender, arrow.Text)))
                continue;
            var paint = MessageKinds.PaintOf(arrow.Kind);
            if (Try(arrow.Text, new(11, paint, false, 6, 0.15), fan.SelectMany(OnArrow)))
                picture.LabelledKinds.Add(arrow.Kind);
        }
    }

    private static IEnumerable<LabelPlacer.Place> OnArrow(Arrow arrow)
    {
        if (arrow.Path.Count > 2)
            return Shares.Select(share => new LabelPlacer.Place(arrow.Path[1].X + 4, arrow.At(share).Y + 4, Anchor.Start, arrow));
        if (arrow.Flight.From < 0)
            return [new(arrow.Path[0].X - 3, arrow.Path[0].Y + 3, Anchor.End, arrow), new(arrow.Path[0].X, arrow.Path[0].Y - 4, Anchor.Middle, arrow)];
        return Shares.Select(arrow.At).Select(at => new LabelPlacer.Place(at.X, at.Y + 4, Anchor.Middle, arrow));
    }

    private void ClockLabel(EventPoint point)
    {
        var steps = point.Steps.Where(step => step.Lamport > 0).ToList();
        if (steps.Count == 0 || picture.Options.Clocks == ClockKind.None)
            return;
        var text = picture.Options.Clocks == ClockKind.Vector
            ? $"({string.Join(',', steps[^1].Vector ?? [])})"
            : steps.Count == 1 ? Number(steps[0].Lamport) : $"{Number(steps[0].Lamport)}–{Number(steps[^1].Lamport)}";
        var inBar = picture.Bars.Exists(bar => bar.Span.Node == point.Node && bar.From <= point.Y && point.Y <= bar.To);
        var distance = inBar ? 9 : 6;
        double[] heights = [-4, 11, 4];
        var places = heights.SelectMany(dy => new[] { Beside(point.X, point.Y + dy, distance, true), Beside(point.X, point.Y + dy, distance, false) });
        var style = picture.Options.Clocks == ClockKind.Vector ? Stamp with { Limit = 12 } : Stamp;
        _placer.TryPlace(text, style, places);
    }

    private void AtPoint(EventPoint point, string text, LabelPlacer.Style style, double distance)
    {
        double[] heights = [4, 14, -6];
        Try(text, style, heights.SelectMany(dy => new[] { Beside(point.X, point.Y + dy, distance, true), Beside(point.X, point.Y + dy, distance, false) }));
    }

    private static LabelPlacer.Place Beside(double x, double y, double distance, bool right) =>
        right ? new(x + distance, y, Anchor.Start) : new(x - distance, y, Anchor.End);

    private bool Try(string text, LabelPlacer.Style style, IEnumerable<LabelPlacer.Place> places)
    {
        if (text.Length == 0)
            return false;
        if (_placer.TryPlace(text, style, places))
            return true;
        picture.Unplaced.Add(text);
        return false;
    }

    private static string Number(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
