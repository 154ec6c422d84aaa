using System.Globalization;

namespace DistLab.Protocols;

/// <summary>How lengths of time are written, alike in every culture.</summary>
internal static class TimeText
{
    private static readonly (long Size, string Unit)[] Units =
    [
        (1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "µs"), (1, "ns"),
    ];

    public static string Format(long nanoseconds)
    {
        if (nanoseconds == 0)
            return "0 s";
        var magnitude = Math.Abs((decimal)nanoseconds);
        foreach (var (size, unit) in Units)
        {
            if (magnitude >= size)
                return string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / (decimal)size:0.#########} {unit}");
        }
        throw new InvalidOperationException("A count of nanoseconds is zero or at least one.");
    }
}
