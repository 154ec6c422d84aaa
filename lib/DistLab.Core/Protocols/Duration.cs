namespace DistLab.Protocols;

/// <summary>A length of time: a signed 64-bit count of nanoseconds, so at most about 292 years either way.</summary>
/// <param name="Nanoseconds">The length in nanoseconds; negative for a step back in time.</param>
public readonly record struct Duration(long Nanoseconds) : IComparable<Duration>
{
    /// <summary>No time at all.</summary>
    public static Duration Zero => default;

    /// <summary>The longest duration that can be told.</summary>
    public static Duration MaxValue => new(long.MaxValue);

    /// <summary>This length in microseconds.</summary>
    public double Microseconds => Nanoseconds / 1e3;

    /// <summary>This length in milliseconds.</summary>
    public double Milliseconds => Nanoseconds / 1e6;

    /// <summary>This length in seconds.</summary>
    public double Seconds => Nanoseconds / 1e9;

    /// <summary>A duration of so many nanoseconds, rounded to the nearest whole one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite or does not fit into 64 bits.</exception>
    public static Duration FromNanoseconds(double nanoseconds)
    {
        if (!(Math.Abs(nanoseconds) < long.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(nanoseconds), nanoseconds, "A duration must be finite and below about 292 years.");
        return new((long)Math.Round(nanoseconds, MidpointRounding.AwayFromZero));
    }

    /// <summary>A duration of so many microseconds, rounded to the nanosecond.</summary>
    public static Duration FromMicroseconds(double microseconds) => FromNanoseconds(microseconds * 1e3);

    /// <summary>A duration of so many milliseconds, rounded to the nanosecond.</summary>
    public static Duration FromMilliseconds(double milliseconds) => FromNanoseconds(milliseconds * 1e6);

    /// <summary>A duration of so many seconds, rounded to the nanosecond.</summary>
    public static Duration FromSeconds(double seconds) => FromNanoseconds(seconds * 1e9);

    /// <summary>The same length without its sign.</summary>
    public Duration Abs() => new(Math.Abs(Nanoseconds));

    /// <inheritdoc/>
    public int CompareTo(Duration other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>The length in the largest unit that keeps it at one or more, for example <c>12.5 ms</c>; culture plays no part.</summary>
    public override string ToString() => TimeText.Format(Nanoseconds);

    /// <summary>The sum of two durations.</summary>
    /// <exception cref="OverflowException">The sum does not fit into 64 bits.</exception>
    public static Duration operator +(Duration left, Duration right) => new(checked(left.Nanoseconds + right.Nanoseconds));

    /// <summary>The difference of two durations.</summary>
    /// <exception cref="OverflowException">The difference does not fit into 64 bits.</exception>
    public static Duration operator -(Duration left, Duration right) => new(checked(left.Nanoseconds - right.Nanoseconds));

    /// <summary>The opposite duration.</summary>
    public static Duration operator -(Duration value) => new(checked(-value.Nanoseconds));

    /// <summary>A multiple, rounded to the nanosecond.</summary>
    public static Duration operator *(Duration value, double factor) => FromNanoseconds(value.Nanoseconds * factor);

    /// <summary>A whole multiple, exact.</summary>
    public static Duration operator *(Duration value, int factor) => new(checked(value.Nanoseconds * factor));

    /// <summary>A whole part, rounded towards zero.</summary>
    public static Duration operator /(Duration value, int divisor) => new(value.Nanoseconds / divisor);

    /// <summary>How many times one duration fits into another.</summary>
    public static double operator /(Duration value, Duration unit) => (double)value.Nanoseconds / unit.Nanoseconds;

    /// <summary>Whether one is shorter than the other.</summary>
    public static bool operator <(Duration left, Duration right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether one is longer than the other.</summary>
    public static bool operator >(Duration left, Duration right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether one is at most as long as the other.</summary>
    public static bool operator <=(Duration left, Duration right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether one is at least as long as the other.</summary>
    public static bool operator >=(Duration left, Duration right) => left.Nanoseconds >= right.Nanoseconds;
}
