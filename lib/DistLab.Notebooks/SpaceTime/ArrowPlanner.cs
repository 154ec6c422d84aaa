namespace DistLab.Notebooks.SpaceTime;

/// <summary>Turns flights into arrows: where each begins, where it ends and how.</summary>
internal sealed class ArrowPlanner
{
    private const double LossShare = 0.6;
    private const double CrossRadius = 4;

    /// <summary>A lost message goes downwards at least so far, even if the cut ends as it is sent.</summary>
    private const double LeastFall = 2;

    private readonly Picture _picture;
    private readonly long _typicalLatency;

    public ArrowPlanner(Picture picture, long typicalLatency)
    {
        _picture = picture;
        _typicalLatency = typicalLatency;
    }

    /// <summary>The median time from send to receipt; a tenth of the run where none was received.</summary>
    public static long TypicalLatency(RunHistory history)
    {
        var latencies = history.Flights
            .Where(flight => flight.Fate == Fate.Delivered && flight.SentAt < flight.EndAt)
            .Select(flight => flight.EndAt - flight.SentAt!.Value)
            .Order().ToArray();
        if (latencies.Length > 0)
            return latencies[latencies.Length / 2];
        var span = history.Rows.Count == 0 ? 0 : history.Rows[^1].At.Nanoseconds - history.Rows[0].At.Nanoseconds;
        return Math.Max(1, span / 10);
    }

    /// <summary>The arrow of a flight, or <c>null</c> when no part of it lies in the picture.</summary>
    public Arrow? Plan(Flight flight)
    {
        var window = _picture.Window;
        var (sent, ended) = Times(flight);
        var begins = flight.Sender is not null && window.Shows(flight.SendRow);
        var ends = flight.EndRow >= 0 && window.Shows(flight.EndRow);
        var passes = flight.Sender is not null && flight.SendRow < window.FirstRow && (flight.EndRow < 0 || flight.EndRow >= window.EndRow);
        if (!_picture.Columns.Has(flight.To) || (!begins && !ends && !passes))
            return null;
        if (flight.From < 0)
            return FromOutside(flight);
        if (!_picture.Columns.Has(flight.From))
            return null;
        var start = begins ? Start(flight) : AtEdge(flight, sent, ended, window.From, _picture.Top);
        if (!ends)
            return Make(flight, ArrowEnd.Edge, start, AtEdge(flight, sent, ended, window.To, _picture.Bottom));
        if (flight.From == flight.To)
            return Loop(flight, start);
        return flight.Fate == Fate.Lost ? Lost(flight, start, ended) : Delivered(flight, start);
    }

    /// <summary>When a flight began and ended, guessed where the trace does not tell.</summary>
    private (long Sent, long Ended) Times(Flight flight)
    {
        var sent = flight.SentAt ?? Math.Min(_picture.Window.From - (_typicalLatency / 10), flight.EndAt - _typicalLatency);
        var ended = flight.EndRow < 0 ? Math.Max(sent + _typicalLatency, _picture.Window.To + (_typicalLatency / 2)) : flight.EndAt;
        // A message that was lost where it began would have arrived some time later.
        return (sent, ended > sent || flight.Fate == Fate.Delivered ? ended : sent + _typicalLatency);
    }

    private (double X, double Y) Start(Flight flight) => (X(flight.From), _picture.Scale.Y(flight.Sender!.At));

    private (double X, double Y) AtEdge(Flight flight, long sent, long ended, long edge, double y)
    {
        var share = ended == sent ? 0.5 : Math.Clamp((double)(edge - sent) / (ended - sent), 0.08, 0.92);
        return (X(flight.From) + ((X(flight.To) - X(flight.From)) * share), y);
    }

    private Arrow Delivered(Flight flight, (double X, double Y) start)
    {
        var (x, y) = (X(flight.To), _picture.Scale.Y(flight.EndAt));
        var inBar = _picture.Bars.Any(bar => bar.Span.Node == flight.To && bar.From <= y && y <= bar.To);
        var point = _picture.Points.Find(p => p.Node == flight.To && p.At == flight.EndAt);
        var offset = inBar ? 6 : Math.Max(1.2, (point?.Radius ?? 2.2) - 1);
        var length = Math.Abs(x - start.X);
        var tip = length <= offset ? (x, y) : (x - (Math.Sign(x - start.X) * offset), y - ((y - start.Y) * offset / length));
        return Make(flight, ArrowEnd.Head, start, tip);
    }

    private Arrow Lost(Flight flight, (double X, double Y) start, long arrival)
    {
        var target = (X: X(flight.To), Y: Math.Max(_picture.Scale.Y(arrival), start.Y + 8));
        var way = target.X - start.X;
        var strip = StripOnTheWay(flight);
        var x = strip is { } cut ? cut.X - (Math.Sign(way) * 10)
            : _picture.History.IsDown(flight.To, flight.EndAt) ? target.X - (Math.Sign(way) * 8)
            : start.X + (way * LossShare);
        var share = Math.Abs(way) < 1 ? 0.5 : Math.Clamp((x - start.X) / way, 0.05, 1);
        var y = Math.Min(start.Y + ((target.Y - start.Y) * share), _picture.Bottom - CrossRadius);
        // A message can be sent before the cut, or would have arrived after it; it ends at the strip all the same.
        if (strip is { } end)
            y = Math.Clamp(y, Math.Min(end.From + CrossRadius, end.To), Math.Max(end.To - CrossRadius, end.From));
        return Make(flight, ArrowEnd.Cross, start, (start.X + (way * share), Math.Max(y, start.Y + LeastFall)));
    }

    /// <summary>Where a cut stopped a message: the first strip on its way, if one lay between sender and receiver then.</summary>
    private (double X, double From, double To)? StripOnTheWay(Flight flight) => PartitionOnTheWay(flight) ?? CutOnTheWay(flight);

    private (double X, double From, double To)? PartitionOnTheWay(Flight flight)
    {
        var cut = _picture.History.Cuts.Find(c => c.SideOf(flight.From) != c.SideOf(flight.To)
            && (c.Covers(flight.EndAt) || (flight.SentAt is { } sent && c.Covers(sent))));
        var (from, to) = (_picture.Columns.Column(flight.From), _picture.Columns.Column(flight.To));
        var passed = _picture.Strips
            .Where(strip => strip.Cut == cut && Math.Min(from, to) <= strip.LeftColumn && strip.LeftColumn < Math.Max(from, to))
            .OrderBy(strip => Math.Abs(strip.X - X(flight.From)));
        return cut is null ? null : passed.Select(strip => ((double, double, double)?)(strip.X, strip.From, strip.To)).FirstOrDefault();
    }

    private (double X, double From, double To)? CutOnTheWay(Flight flight)
    {
        var (sent, ended) = (_picture.Scale.Y(flight.SentAt ?? flight.EndAt), _picture.Scale.Y(flight.EndAt));
        var strip = _picture.LinkCuts.Find(strip => strip.Sender == flight.From && strip.Receivers.Contains(flight.To) && strip.From <= ended && strip.To >= sent);
        return strip is null ? null : (strip.X, strip.From, strip.To);
    }

    /// <summary>A message to the sender itself bows out to the right.</summary>
    private Arrow Loop(Flight flight, (double X, double Y) start)
    {
        var y = Math.Max(_picture.Scale.Y(flight.EndAt), start.Y);
        var width = Math.Min(20, _picture.Columns.Pitch * 0.4);
        var slant = Math.Min(5, (y - start.Y) / 3);
        if (slant < 1 && flight.Fate == Fate.Delivered)
            return Make(flight, ArrowEnd.Head, (start.X, y), (start.X + width, y - 5), (start.X + width, y + 5), (start.X + 3, y + 1));
        if (flight.Fate == Fate.Lost)
            return Make(flight, ArrowEnd.Cross, start, (start.X + width, start.Y + Math.Max(slant, 5)));
        return Make(flight, ArrowEnd.Head, start, (start.X + width, start.Y + slant), (start.X + width, y - slant), (start.X + 2.5, y));
    }

    /// <summary>What comes from outside the system has no lifeline to come from: a short arrow from the left.</summary>
    private Arrow? FromOutside(Flight flight)
    {
        if (flight.EndRow < 0 || !_picture.Window.Shows(flight.EndRow))
            return null;
        var (x, y) = (X(flight.To), _picture.Scale.Y(flight.EndAt));
        var length = Math.Min(34, _picture.Columns.Pitch * 0.4);
        return Make(flight, flight.Fate == Fate.Lost ? ArrowEnd.Cross : ArrowEnd.Head, (x - length, y - 7), (x - 3, y));
    }

    private Arrow Make(Flight flight, ArrowEnd end, params (double X, double Y)[] path)
    {
        var label = LabelOf(flight.Content);
        var text = ContentText.Clip(label) + (flight.IsCopy ? " (copy)" : "") + (flight.Corrupted is null ? "" : " corrupted");
        if (flight.Corrupted is { } corrupted && !Equals(corrupted, flight.Content))
            text = $"{ContentText.Clip(label)} ≠ {ContentText.Clip(LabelOf(corrupted))}";
        return new(flight, text, _picture.Kinds.IndexOf(flight.Content), path, end);
    }

    private string LabelOf(object? content) =>
        content is not null && _picture.Options.MessageLabel is { } own ? own(content) : ContentText.Label(content);

    private double X(int node) => _picture.Columns.XOf(node);
}
