namespace DistLab.Notebooks.Plots;

/// <summary>The unit in which an axis or column shows times.</summary>
internal readonly record struct TimeUnit(string Name, double Nanoseconds)
{
    private static readonly TimeUnit[] All =
    [
        new("ns", 1), new("µs", 1e3), new("ms", 1e6), new("s", 1e9), new("min", 60e9), new("h", 3600e9), new("d", 86_400e9),
    ];

    /// <summary>The unit of that name, if it is one of time.</summary>
    public static TimeUnit? Named(string? name) =>
        name is null ? null : All.Where(u => u.Name == (name == "us" ? "µs" : name)).Cast<TimeUnit?>().FirstOrDefault();

    /// <summary>The largest unit of which the longest of these times holds at least two.</summary>
    public static TimeUnit For(IEnumerable<double> nanoseconds)
    {
        var longest = nanoseconds.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return longest == 0 ? All[2] : All.LastOrDefault(u => longest >= 2 * u.Nanoseconds, All[0]);
    }
}
