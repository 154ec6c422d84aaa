using System.Globalization;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Plots;

namespace DistLab.Notebooks.Timeline;

/// <summary>
/// Where an instant stands on the page. Time runs evenly where that leaves room for every event; otherwise it stretches where events are
/// dense, and idle time is shortened.
/// </summary>
internal sealed class TimelineAxis
{
    public const double Left = 74;
    public const double Right = 696;

    private const double LeastGap = 9;
    private const double LeastTickDistance = 52;

    /// <summary>An idle time counts for no more than so many usual ones when time stretches.</summary>
    private const double LongestGap = 6;

    private readonly long[] _times;
    private readonly double[] _places;

    public TimelineAxis(IEnumerable<long> times)
    {
        _times = [.. times.Distinct().Order()];
        if (_times.Length == 0)
            _times = [0];
        if (_times.Length == 1)
            _times = [_times[0], _times[0] + 1];
        var even = Even();
        IsStretched = even.Zip(even.Skip(1)).Any(pair => pair.Second - pair.First < LeastGap);
        _places = IsStretched ? Stretched() : even;
    }

    /// <summary>Whether equal lengths of time are drawn unequally long.</summary>
    public bool IsStretched { get; }

    public long From => _times[0];

    public long To => _times[^1];

    public double X(long time)
    {
        var at = Array.BinarySearch(_times, time);
        if (at >= 0)
            return _places[at];
        var next = ~at;
        if (next == 0)
            return Left;
        if (next == _times.Length)
            return Right;
        var share = (double)(time - _times[next - 1]) / (_times[next] - _times[next - 1]);
        return _places[next - 1] + (share * (_places[next] - _places[next - 1]));
    }

    /// <summary>The marks of the axis and the unit that its title names.</summary>
    public (IReadOnlyList<(double X, string Text)> Marks, string Unit) Ticks(bool hasTimes)
    {
        if (!hasTimes)
            return (Keep(Round(1, first: 1)), "");
        var unit = TimeUnit.For([To - From]);
        return (Keep(Round(unit.Nanoseconds)), unit.Name);
    }

    /// <summary>A time in words, in the unit of the axis.</summary>
    public string Text(long time, bool hasTimes)
    {
        if (!hasTimes)
            return (time + 1).ToString(CultureInfo.InvariantCulture);
        var unit = TimeUnit.For([To - From]);
        return Numbers.Text(Math.Round(time / unit.Nanoseconds, 3)) + "\u00A0" + unit.Name;
    }

    private double[] Even() => [.. _times.Select(time => Left + ((Right - Left) * (time - _times[0]) / (_times[^1] - _times[0])))];

    private double[] Stretched()
    {
        var gaps = _times.Zip(_times.Skip(1)).Select(pair => (double)(pair.Second - pair.First)).ToArray();
        var usual = gaps.Order().ElementAt(gaps.Length / 2);
        var shares = gaps.Select(gap => Math.Min(gap, LongestGap * usual)).ToArray();
        var least = Math.Min(LeastGap, 0.7 * (Right - Left) / gaps.Length);
        var rest = (Right - Left - (least * gaps.Length)) / shares.Sum();
        var places = new double[_times.Length];
        places[0] = Left;
        for (var i = 0; i < gaps.Length; i++)
            places[i + 1] = places[i] + least + (shares[i] * rest);
        return places;
    }

    private IEnumerable<(long Time, string Text)> Round(double unit, long first = 0)
    {
        var scale = Scale.Linear(first + (From / unit), first + (To / unit), cover: false, integral: unit == 1, exact: true, target: IsStretched ? 10 : 6);
        return scale.Ticks.Zip(scale.Labels).Select(tick => ((long)Math.Round((tick.First - first) * unit), tick.Second));
    }

    private List<(double X, string Text)> Keep(IEnumerable<(long Time, string Text)> ticks)
    {
        var kept = new List<(double X, string Text)>();
        foreach (var (time, text) in ticks)
        {
            var x = X(time);
            if (kept.Count == 0 || x - kept[^1].X >= LeastTickDistance)
                kept.Add((x, text));
        }
        return kept;
    }
}
