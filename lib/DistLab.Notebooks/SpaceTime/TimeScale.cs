namespace DistLab.Notebooks.SpaceTime;

/// <summary>
/// Time as a height on the page: never backwards, stretched where one node does much in little time, shortened where
/// nothing happens.
/// </summary>
internal sealed class TimeScale
{
    /// <summary>The least distance of two events of one node.</summary>
    public const double Pitch = 15;

    /// <summary>A time without events is at most so high.</summary>
    private const double LongestGap = 64;

    /// <summary>What is later is so much lower at least, whatever the node.</summary>
    private const double LeastStep = 3;

    /// <summary>A gap drawn at less than this share of its length is marked as broken.</summary>
    private const double BrokenShare = 0.4;

    private readonly List<Knot> _knots = [];

    private TimeScale()
    {
    }

    /// <summary>Where a time's events end and, after the rows that it opened, the next time begins.</summary>
    private readonly record struct Knot(long At, double Above, double Below, bool GapIsBroken);

    public double Bottom => _knots[^1].Below;

    /// <summary>The heights at which idle time was left out.</summary>
    public IEnumerable<double> Breaks => Enumerable.Range(1, _knots.Count - 1)
        .Where(i => _knots[i].GapIsBroken)
        .Select(i => (_knots[i - 1].Below + _knots[i].Above) / 2);

    /// <summary>The instants that end a gap in which idle time was left out.</summary>
    public IEnumerable<long> AfterBreaks => _knots.Where(knot => knot.GapIsBroken).Select(knot => knot.At);

    /// <summary>Lays out the time from one instant to another.</summary>
    /// <param name="from">The first instant shown, in nanoseconds.</param>
    /// <param name="to">The last instant shown.</param>
    /// <param name="events">When something happens, and in which column.</param>
    /// <param name="openings">Rows of a height of their own that begin at an instant, below its events: room for a label.</param>
    /// <param name="pixelsPerNanosecond">The scale where nothing asks for more room or less.</param>
    /// <param name="top">The height of the first instant.</param>
    public static TimeScale Lay(
        long from, long to, IEnumerable<(long At, int Column)> events, IReadOnlyList<(long At, double Height)> openings, double pixelsPerNanosecond, double top)
    {
        var scale = new TimeScale();
        var columns = new Dictionary<int, double>();
        var byTime = events.ToLookup(e => e.At, e => e.Column);
        var times = byTime.Select(group => group.Key).Concat(openings.Select(opening => opening.At)).Append(from).Append(to);
        foreach (var at in times.Where(at => from <= at && at <= to).Distinct().Order())
        {
            var (y, broken) = scale.Next(at, pixelsPerNanosecond, top);
            foreach (var column in byTime[at])
                y = Math.Max(y, columns.GetValueOrDefault(column, double.NegativeInfinity) + Pitch);
            foreach (var column in byTime[at])
                columns[column] = y;
            scale._knots.Add(new(at, y, y + openings.Where(opening => opening.At == at).Sum(opening => opening.Height), broken));
        }
        var last = scale._knots[^1];
        scale._knots[^1] = last with { Below = last.Below + Pitch };
        return scale;
    }

    /// <summary>The height of an instant; of one outside the scale, the nearer end.</summary>
    public double Y(long at)
    {
        var next = _knots.FindIndex(knot => knot.At >= at);
        if (next < 0)
            return Bottom;
        var knot = _knots[next];
        if (next == 0 || knot.At == at)
            return knot.Above;
        var before = _knots[next - 1];
        return before.Below + ((knot.Above - before.Below) * ((double)(at - before.At) / (knot.At - before.At)));
    }

    /// <summary>Whether an instant lies in a gap that is drawn much shorter than it was.</summary>
    public bool IsInBrokenGap(long at)
    {
        var next = _knots.FindIndex(knot => knot.At >= at);
        return next > 0 && _knots[next].At != at && _knots[next].GapIsBroken;
    }

    private (double Y, bool Broken) Next(long at, double pixelsPerNanosecond, double top)
    {
        if (_knots.Count == 0)
            return (top, false);
        var before = _knots[^1];
        var natural = (at - before.At) * pixelsPerNanosecond;
        var drawn = Math.Min(Math.Max(natural, LeastStep), LongestGap);
        return (before.Below + drawn, natural * BrokenShare > drawn);
    }
}
