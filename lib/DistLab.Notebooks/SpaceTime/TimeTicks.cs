using System.Globalization;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>The marks of the time axis: their unit, and where they stand.</summary>
internal sealed class TimeTicks
{
    private const double LeastDistance = 14;
    private const double UsualDistance = 68;
    private const int FewestMarks = 3;

    private static readonly (double Nanoseconds, string Name)[] Units = [(1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1, "ns")];

    private TimeTicks(string unit, IReadOnlyList<(double Y, string Text)> marks)
    {
        Unit = unit;
        Marks = marks;
    }

    public string Unit { get; }

    public IReadOnlyList<(double Y, string Text)> Marks { get; }

    public static TimeTicks For(Picture picture)
    {
        var window = picture.Window;
        var span = Math.Max(1.0, window.To - window.From);
        // The largest unit in which the picture is at least two long: 0.4 s reads better as 400 ms.
        var (size, unit) = Units.FirstOrDefault(u => span >= 2 * u.Nanoseconds, Units[^1]);
        var step = RoundStep(span / Math.Max(2, (picture.Bottom - picture.Top) / UsualDistance));
        var marks = Place(picture, step, size);
        for (var finer = 1; marks.Count < FewestMarks && finer <= 3; finer++)
            marks = Place(picture, RoundStep(step / (1 << finer)), size);
        return new(unit, marks);
    }

    /// <summary>An instant or a length in the axis's unit, to three decimals.</summary>
    public static string Text(long nanoseconds, long span)
    {
        var (size, unit) = Units.FirstOrDefault(u => span >= 2 * u.Nanoseconds, Units[^1]);
        return $"{(nanoseconds / size).ToString("0.###", CultureInfo.InvariantCulture)}\u00A0{unit}";
    }

    private static List<(double Y, string Text)> Place(Picture picture, double step, double unit)
    {
        // After a gap the axis must tell anew where it stands, be the time round or not.
        var resumed = picture.Scale.AfterBreaks.ToHashSet();
        var marks = new List<(double Y, string Text)>();
        foreach (var at in RoundTimes(picture.Window.From, picture.Window.To, step).Concat(resumed).Distinct().Order())
        {
            var y = picture.Scale.Y(at);
            if (picture.Scale.IsInBrokenGap(at))
                continue;
            if (marks.Count > 0 && y - marks[^1].Y < LeastDistance && resumed.Contains(at))
                marks.RemoveAt(marks.Count - 1);
            if (marks.Count == 0 || y - marks[^1].Y >= LeastDistance)
                marks.Add((y, (at / unit).ToString("0.###", CultureInfo.InvariantCulture)));
        }
        return marks;
    }

    private static IEnumerable<long> RoundTimes(long from, long to, double step)
    {
        for (var multiple = Math.Ceiling(from / step); multiple * step <= to; multiple++)
            yield return (long)Math.Round(multiple * step);
    }

    private static double RoundStep(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double[] steps = [1, 2, 2.5, 5, 10];
        return Math.Max(1, power * steps.First(step => step * power >= raw * 0.9));
    }
}
