using DistLab.Checking;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Timeline;

/// <summary>Lays a timeline out.</summary>
internal sealed class TimelineBuilder
{
    private const double FaultRow = 32;
    private const double LeastNumberedBar = 16;
    private const double MarkRadius = 8.5;

    // On all of them text has one colour, dark on light cards and light on dark ones.
    private static readonly int[] Shades = [0, 2, 1, 3];

    private readonly TimelinePicture _picture;
    private readonly History _history;
    private readonly HashSet<int> _conflict;
    private readonly int _offender;

    private TimelineBuilder(TimelinePicture picture)
    {
        (_picture, _history) = (picture, picture.History);
        var offending = picture.Verdict?.Offending ?? [];
        _conflict = [.. offending];
        _offender = offending.Count > 0 ? offending[^1] : -1;
    }

    /// <param name="history">The operations.</param>
    /// <param name="verdict">What a check of them came to, if one was made.</param>
    /// <param name="options">What to show.</param>
    /// <param name="shift">How far everything stands below its usual place.</param>
    public static TimelinePicture Build(History history, ConsistencyVerdict? verdict, TimelineOptions options, double shift = 0)
    {
        var selection = new TimelineSelection(history, verdict, options);
        var shown = selection.Operations.Select(index => history[index]).ToList();
        var times = shown.SelectMany(operation => new[] { operation.Invoked, operation.ReturnedAt ?? operation.Invoked }).Select(at => at.Nanoseconds).ToList();
        var faults = options.Faults.Where(span => times.Count > 0 && span.From <= times.Max() && (span.To ?? long.MaxValue) >= times.Min()).ToList();
        var edges = faults.SelectMany(span => new[] { span.From, span.To ?? span.From }).Where(at => at >= times.Min() && at <= times.Max());
        // An operation without an answer needs room to be seen after the last event.
        var last = times.Count > 0 && shown.Any(operation => operation.ReturnedAt is null) ? times.Max() + Math.Max(1, (times.Max() - times.Min()) / 12) : (long?)null;
        var rows = FaultRows(faults);
        var picture = new TimelinePicture
        {
            History = history,
            Verdict = verdict,
            Options = options,
            Selection = selection,
            Axis = new(times.Concat(edges).Concat(last is { } end ? [end] : [])),
            Clients = [.. shown.Select(operation => operation.Client).Distinct().Order()],
            Top = 104 + shift + (FaultRow * rows.Count),
        };
        new TimelineBuilder(picture).Lay(rows, picture.Top - 16 - (FaultRow * rows.Count));
        return picture;
    }

    private static List<List<FaultSpan>> FaultRows(IReadOnlyList<FaultSpan> faults)
    {
        var rows = new List<List<FaultSpan>>();
        foreach (var span in faults)
        {
            var row = rows.Find(one => one[^1].To is { } end && end < span.From);
            if (row is null)
                rows.Add(row = []);
            row.Add(span);
        }
        return rows;
    }

    private void Lay(List<List<FaultSpan>> faults, double top)
    {
        for (var row = 0; row < faults.Count; row++)
            _picture.Faults.AddRange(faults[row].Select(span => Fault(span, top + (FaultRow * row) + 14)));
        foreach (var index in _picture.Selection.Operations)
            _picture.Bars.Add(Bar(index));
        AddMarks();
        AddSegments();
        AddArrow();
        AddWhy();
        new TimelineLabels(_picture).Place();
    }

    private FaultBox Fault(FaultSpan span, double y)
    {
        var axis = _picture.Axis;
        var (begins, ends) = (span.From >= axis.From, span.To is { } end && end <= axis.To);
        return new(span, begins ? axis.X(span.From) : TimelineAxis.Left, ends ? axis.X(span.To!.Value) : TimelineAxis.Right, y, begins, ends);
    }

    private OperationBar Bar(int index)
    {
        var operation = _history[index];
        var lane = Enumerable.Range(0, _picture.Clients.Count).First(at => _picture.Clients[at] == operation.Client);
        var look = index == _offender ? BarLook.Offender : _conflict.Contains(index) ? BarLook.Conflict
            : operation.Outcome switch { OperationOutcome.Unknown => BarLook.Open, OperationOutcome.Failed => BarLook.Failed, _ => BarLook.Returned };
        var isOpen = operation.ReturnedAt is null;
        var x = _picture.Axis.X(operation.Invoked.Nanoseconds);
        var right = isOpen ? OpenEnd(operation, index) : Math.Max(x + 4, _picture.Axis.X(operation.ReturnedAt!.Value.Nanoseconds));
        return new(index, x, right, _picture.Top + (TimelinePicture.LanePitch * lane), look, isOpen);
    }

    /// <summary>An operation without an answer reaches to its client's next call, or to the end.</summary>
    private double OpenEnd(Operation operation, int index)
    {
        var next = _picture.Selection.Operations.FirstOrDefault(other => other > index && _history[other].Client == operation.Client, -1);
        return next < 0 ? TimelineAxis.Right : _picture.Axis.X(_history[next].Invoked.Nanoseconds) - 6;
    }

    private void AddMarks()
    {
        if (_picture.Verdict is not { } verdict)
            return;
        var bars = _picture.Bars.ToDictionary(bar => bar.Operation);
        var shown = Enumerable.Range(0, verdict.Order.Count).Where(at => bars.ContainsKey(verdict.Order[at])).ToList();
        _picture.IsNumbered = shown.All(at => bars[verdict.Order[at]] is var bar && bar.Right - bar.X >= LeastNumberedBar && at < 99);
        foreach (var at in shown)
        {
            var bar = bars[verdict.Order[at]];
            var x = verdict.Points.Count > 0 ? _picture.Axis.X(verdict.Points[at].Nanoseconds) : bar.Middle;
            var room = Math.Min(MarkRadius, (bar.Right - bar.X) / 2);
            _picture.Marks.Add(new(bar.Operation, at + 1, Math.Clamp(x, bar.X + room, bar.Right - room), bar.Y + (TimelinePicture.BarHeight / 2)));
        }
    }

    /// <summary>What the object held from one point to the next, if the picture is about one object.</summary>
    private void AddSegments()
    {
        if (_picture.Verdict is not { Points.Count: > 0 } verdict || _picture.Marks.Count == 0 || _picture.Selection.Operations.Select(index => _history[index].Call.Key).Distinct().Count() > 1)
            return;
        var first = _picture.Marks.MinBy(mark => mark.Number);
        // What was held before a first write is not known from the order.
        var from = _history[first.Operation].Call.Name is "read" or "get" ? TimelineAxis.Left : first.X;
        var (held, shade) = (verdict.States[first.Number - 1], 0);
        foreach (var mark in _picture.Marks.OrderBy(mark => mark.Number))
        {
            if (verdict.States[mark.Number - 1] == held)
                continue;
            AddSegment(from, mark.X, held, shade++);
            (from, held) = (mark.X, verdict.States[mark.Number - 1]);
        }
        AddSegment(from, TimelineAxis.Right, held, shade);
    }

    private void AddSegment(double from, double to, string text, int shade)
    {
        var room = to - from - 8;
        var shown = TextMetrics.Width(text, 12, bold: true) <= room ? text : room >= 30 ? TextMetrics.Shorten(text, room, 12, bold: true) : "";
        _picture.Segments.Add(new(from, to, shown, Shades[shade % Shades.Length]));
    }

    /// <summary>What returned last of all that contradicts, before the operation in question was called.</summary>
    private void AddArrow()
    {
        if (_picture.Verdict?.PrefixLength is null || _picture.Bars.FindIndex(bar => bar.Operation == _offender) is not (>= 0 and var at))
            return;
        var before = _picture.Bars.FindAll(bar => _conflict.Contains(bar.Operation) && _history.Precedes(bar.Operation, _offender));
        if (before.Count == 0)
            return;
        var from = before.MaxBy(bar => _history[bar.Operation].ReturnedAt!.Value);
        var to = _picture.Bars[at];
        var down = to.Y >= from.Y;
        _picture.Arrow = ((from.Right, down ? from.Y + TimelinePicture.BarHeight : from.Y), (to.X, to.Y == from.Y ? to.Y + TimelinePicture.BarHeight : down ? to.Y : to.Y + TimelinePicture.BarHeight));
    }

    private void AddWhy()
    {
        if (_picture.Verdict is not { PrefixLength: not null, Reason.Length: > 0 } verdict || _picture.Bars.FindIndex(bar => bar.Operation == _offender) is not (>= 0 and var at))
            return;
        _picture.Why = TextMetrics.Wrap(verdict.Reason, 330, 12, bold: true);
        var half = _picture.Why.Max(line => TextMetrics.Width(line, 12, bold: true)) / 2;
        _picture.WhyX = Math.Clamp(_picture.Bars[at].Middle, Card.Margin + half, TimelineAxis.Right - half);
    }
}
