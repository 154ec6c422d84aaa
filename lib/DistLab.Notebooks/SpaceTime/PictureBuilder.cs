using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>Lays out a diagram: first time and columns, then all that stands on them, labels last.</summary>
internal static class PictureBuilder
{
    private const double AxisRoom = 100;
    private const double LineHeight = 15;
    private const double ViolationTextSize = 11.5;

    /// <summary>A message takes about so many pixels of height.</summary>
    private const double HeightPerLatency = 28;

    public static Picture Build(RunHistory history, DiagramOptions options, double shift = 0)
    {
        var window = DiagramWindow.Select(history, options);
        var cuts = history.Cuts.FindAll(cut => cut.From <= window.To && (cut.To ?? long.MaxValue) > window.From && cut.Sides.Count > 0);
        var columns = ColumnPlan.Arrange(window.Nodes, cuts, node => options.NodeName(node));
        var top = AxisRoom + shift + (columns.NamesAreStaggered ? 12 : 0);
        var latency = history.TypicalLatency;
        var picture = new Picture
        {
            History = history,
            Options = options,
            Window = window,
            Columns = columns,
            Kinds = history.Kinds,
            Top = top,
            Scale = LayTime(history, options, window, columns, cuts, latency, top),
        };
        picture.Notices.AddRange(SaidIn(history, window));
        AddPoints(picture);
        AddConditions(picture);
        AddLifelines(picture);
        AddCuts(picture, cuts);
        AddLinkCuts(picture);
        AddBars(picture);
        AddBands(picture);
        var planner = new ArrowPlanner(picture, latency);
        picture.Arrows.AddRange(history.Flights.Select(planner.Plan).OfType<Arrow>());
        new Labeller(picture).PlaceAll();
        return picture;
    }

    /// <summary>The lines of a violation's label as wide as the picture has room for.</summary>
    public static IReadOnlyList<string> LabelLines(ViolationBand violation)
    {
        var width = Frame.ViolationLabelWidth;
        var lines = TextMetrics.Wrap(violation.Text, width, ViolationTextSize, bold: true).ToList();
        if (violation.Detail is { } detail)
            lines.AddRange(TextMetrics.Wrap(detail, width, ViolationTextSize));
        return lines;
    }

    private static TimeScale LayTime(
        RunHistory history, DiagramOptions options, DiagramWindow window, ColumnPlan columns, List<Cut> cuts, long latency, double top)
    {
        var steps = Steps(history, window, columns).ToList();
        var events = steps.Select(step => (step.At, columns.Column(step.Node)));
        var openings = new List<(long At, double Height)>();
        openings.AddRange(cuts.Select(cut => (Math.Max(cut.From, window.From), 20.0)));
        openings.AddRange(SaidIn(history, window).Select(change => (change.At, 20.0)));
        foreach (var violation in Visible(options, window))
            openings.Add((Math.Max(violation.From, window.From), 6 + (LineHeight * LabelLines(violation).Count)));
        var span = Math.Max(1, window.To - window.From);
        var height = Math.Clamp(HeightPerLatency * span / latency, 160, 300 + (8 * steps.Count));
        return TimeScale.Lay(window.From, window.To, events, openings, height / span, top);
    }

    private static IEnumerable<ViolationBand> Visible(DiagramOptions options, DiagramWindow window) =>
        options.Violations.Where(violation => violation.From <= window.To && violation.To >= window.From);

    private static IEnumerable<NetworkChange> SaidIn(RunHistory history, DiagramWindow window) =>
        history.NetworkChanges.Where(change => change.IsSaid && window.From <= change.At && change.At <= window.To);

    private static IEnumerable<Step> Steps(RunHistory history, DiagramWindow window, ColumnPlan columns) =>
        history.Steps.Where(step => step.IsVisible && window.Shows(step) && columns.Has(step.Node));

    private static void AddPoints(Picture picture)
    {
        var steps = Steps(picture.History, picture.Window, picture.Columns);
        foreach (var point in steps.GroupBy(step => (step.At, step.Node)))
            picture.Points.Add(new(point.Key.Node, picture.Columns.XOf(point.Key.Node), picture.Scale.Y(point.Key.At), point.Key.At, [.. point]));
    }

    private static void AddConditions(Picture picture)
    {
        foreach (var condition in picture.History.Conditions.Where(condition => picture.Columns.Has(condition.Node)).OrderBy(condition => condition.From ?? long.MinValue))
        {
            if (condition.To < picture.Window.From || condition.From > picture.Window.To)
                continue;
            var (from, to) = Heights(picture, condition.From, condition.To);
            picture.Conditions.Add(new(condition, picture.Columns.XOf(condition.Node), from, to));
        }
    }

    private static void AddLifelines(Picture picture)
    {
        foreach (var node in picture.Columns.Nodes)
        {
            var from = (double?)(picture.Top - 6);
            foreach (var down in picture.History.Downtimes.Where(down => down.Node == node).OrderBy(down => down.From ?? long.MinValue))
            {
                if (down.To <= picture.Window.From || down.From > picture.Window.To)
                    continue;
                if (down.From is { } crash && crash >= picture.Window.From && from is { } start)
                    AddLifeline(picture, node, start, picture.Scale.Y(crash));
                from = down.To is { } restart && restart <= picture.Window.To ? picture.Scale.Y(restart) : null;
            }
            if (from is { } last)
                AddLifeline(picture, node, last, picture.Bottom);
        }
    }

    /// <summary>A stretch of a node's life, in as many pieces as it changes between honest and Byzantine.</summary>
    private static void AddLifeline(Picture picture, int node, double from, double to)
    {
        var x = picture.Columns.XOf(node);
        foreach (var box in picture.Conditions.Where(box => box.Condition.Node == node && box.Condition.Kind == ConditionKind.Byzantine && box.From < to && box.To > from))
        {
            if (box.From > from)
                picture.Lifelines.Add(new(node, x, from, box.From, false));
            picture.Lifelines.Add(new(node, x, Math.Max(from, box.From), Math.Min(to, box.To), true));
            from = Math.Min(to, box.To);
        }
        if (from < to)
            picture.Lifelines.Add(new(node, x, from, to, false));
    }

    private static void AddCuts(Picture picture, List<Cut> cuts)
    {
        var x = picture.Columns.X;
        var reach = Math.Min(44, picture.Columns.Pitch * 0.4);
        foreach (var cut in cuts)
        {
            var (from, to) = Heights(picture, cut.From, cut.To);
            var start = 0;
            for (var column = 1; column <= x.Count; column++)
            {
                if (column < x.Count && cut.SideOf(picture.Columns.Nodes[column]) == cut.SideOf(picture.Columns.Nodes[start]))
                    continue;
                var right = column == x.Count ? Math.Min(x[column - 1] + reach + 12, Frame.RightEdge) : x[column - 1] + reach;
                var left = Math.Max(x[start] - reach, Frame.LeftEdge);
                picture.Sides.Add(new(left, from, right - left, to - from));
                if (column < x.Count)
                    picture.Strips.Add(new(cut, column - 1, (x[column - 1] + x[column]) / 2, from, to));
                start = column;
            }
        }
    }

    private static void AddLinkCuts(Picture picture)
    {
        var cuts = new LinkCuts(picture.History.NetworkChanges);
        if (!cuts.Any)
            return;
        var nodes = picture.Columns.Nodes;
        var links = from sender in nodes
                    from receiver in nodes
                    where receiver != sender
                    let side = Math.Sign(picture.Columns.Column(receiver) - picture.Columns.Column(sender))
                    from time in cuts.Times(sender, receiver)
                    where !(time.To < picture.Window.From || time.From > picture.Window.To)
                    group receiver by (sender, side, time.From, time.To);
        foreach (var link in links)
        {
            var (from, to) = Heights(picture, link.Key.From, link.Key.To);
            var x = picture.Columns.XOf(link.Key.sender) + (link.Key.side * Math.Min(34, picture.Columns.Pitch * 0.35));
            picture.LinkCuts.Add(new(link.Key.sender, [.. link.Order()], link.Key.From, link.Key.To) { X = x, From = from, To = to });
        }
    }

    private static void AddBars(Picture picture)
    {
        var violations = Visible(picture.Options, picture.Window).ToList();
        foreach (var span in picture.History.Bars.Where(span => picture.Columns.Has(span.Node)).OrderBy(span => span.From ?? long.MinValue).ThenBy(span => span.Node))
        {
            if (span.To < picture.Window.From || span.From > picture.Window.To)
                continue;
            var (from, to) = Heights(picture, span.From, span.To);
            if (to - from < 1)
                continue;
            var violated = violations
                .Where(violation => violation.Nodes.Count == 0 || violation.Nodes.Contains(span.Node))
                .Select(violation => Heights(picture, violation.From, violation.To))
                .Select(band => (From: Math.Max(band.From, from), To: Math.Min(band.To, to)))
                .Where(part => part.To > part.From);
            picture.Bars.Add(new(span, picture.Columns.XOf(span.Node), from, to, [.. violated]));
        }
    }

    private static void AddBands(Picture picture)
    {
        foreach (var violation in Visible(picture.Options, picture.Window))
        {
            var (from, to) = Heights(picture, violation.From, violation.To);
            picture.Bands.Add(new(violation, Frame.LeftEdge, Frame.RightEdge - Frame.LeftEdge, from, to));
        }
    }

    /// <summary>Heights of a stretch of time, as far as it lies in the picture.</summary>
    private static (double From, double To) Heights(Picture picture, long? from, long? to)
    {
        var begin = from is { } start && start >= picture.Window.From ? picture.Scale.Y(start) : picture.Top;
        var end = to is { } stop && stop <= picture.Window.To ? picture.Scale.Y(stop) : picture.Bottom;
        return (begin, Math.Max(begin, end));
    }
}
