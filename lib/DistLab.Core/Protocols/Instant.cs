namespace DistLab.Protocols;

/// <summary>A point in time: a signed 64-bit count of nanoseconds since a clock's zero.</summary>
/// <remarks>In a simulation it is virtual time and starts at zero; it is also what a node's own clock reads.</remarks>
/// <param name="Nanoseconds">Nanoseconds since the zero of the clock.</param>
public readonly record struct Instant(long Nanoseconds) : IComparable<Instant>
{
    /// <summary>The start of a run.</summary>
    public static Instant Zero => default;

    /// <summary>The last point in time that can be told.</summary>
    public static Instant MaxValue => new(long.MaxValue);

    /// <summary>The time since zero.</summary>
    public Duration SinceZero => new(Nanoseconds);

    /// <summary>Milliseconds since zero.</summary>
    public double Milliseconds => Nanoseconds / 1e6;

    /// <summary>Seconds since zero.</summary>
    public double Seconds => Nanoseconds / 1e9;

    /// <summary>The point so many milliseconds after zero, rounded to the nanosecond.</summary>
    public static Instant FromMilliseconds(double milliseconds) => Zero + Duration.FromMilliseconds(milliseconds);

    /// <summary>The point so many seconds after zero, rounded to the nanosecond.</summary>
    public static Instant FromSeconds(double seconds) => Zero + Duration.FromSeconds(seconds);

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>The time since zero, for example <c>12.5 ms</c>; culture plays no part.</summary>
    public override string ToString() => TimeText.Format(Nanoseconds);

    /// <summary>A later (or, for a negative duration, earlier) point.</summary>
    /// <exception cref="OverflowException">The result does not fit into 64 bits.</exception>
    public static Instant operator +(Instant start, Duration length) => new(checked(start.Nanoseconds + length.Nanoseconds));

    /// <summary>An earlier point.</summary>
    /// <exception cref="OverflowException">The result does not fit into 64 bits.</exception>
    public static Instant operator -(Instant start, Duration length) => new(checked(start.Nanoseconds - length.Nanoseconds));

    /// <summary>The time from one point to another.</summary>
    /// <exception cref="OverflowException">The result does not fit into 64 bits.</exception>
    public static Duration operator -(Instant end, Instant start) => new(checked(end.Nanoseconds - start.Nanoseconds));

    /// <summary>Whether one point is earlier.</summary>
    public static bool operator <(Instant left, Instant right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether one point is later.</summary>
    public static bool operator >(Instant left, Instant right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether one point is no later.</summary>
    public static bool operator <=(Instant left, Instant right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether one point is no earlier.</summary>
    public static bool operator >=(Instant left, Instant right) => left.Nanoseconds >= right.Nanoseconds;
}
