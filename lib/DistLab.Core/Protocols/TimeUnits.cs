namespace DistLab.Protocols;

/// <summary>Durations written as one says them: <c>10.Milliseconds()</c>.</summary>
public static class TimeUnits
{
    /// <summary>So many microseconds.</summary>
    public static Duration Microseconds(this int count) => new(count * 1_000L);

    /// <summary>So many microseconds, rounded to the nanosecond.</summary>
    public static Duration Microseconds(this double count) => Duration.FromMicroseconds(count);

    /// <summary>So many milliseconds.</summary>
    public static Duration Milliseconds(this int count) => new(count * 1_000_000L);

    /// <summary>So many milliseconds, rounded to the nanosecond.</summary>
    public static Duration Milliseconds(this double count) => Duration.FromMilliseconds(count);

    /// <summary>So many seconds.</summary>
    public static Duration Seconds(this int count) => new(count * 1_000_000_000L);

    /// <summary>So many seconds, rounded to the nanosecond.</summary>
    public static Duration Seconds(this double count) => Duration.FromSeconds(count);

    /// <summary>So many minutes.</summary>
    public static Duration Minutes(this int count) => new(count * 60_000_000_000L);

    /// <summary>So many hours.</summary>
    public static Duration Hours(this int count) => new(count * 3_600_000_000_000L);
}
