using DistLab.Protocols;

namespace DistLab.Notebooks;

/// <summary>
/// What a figure can place on an axis: a number, or a time, for which the axis itself finds the unit.
/// It is never written out: numbers, durations and instants turn into it where a figure asks for one.
/// </summary>
public readonly struct Quantity : IEquatable<Quantity>
{
    private Quantity(double value, bool isTime)
    {
        (Value, IsTime) = (value, isTime);
    }

    /// <summary>A missing value: it leaves a gap in a line.</summary>
    public static Quantity Missing => new(double.NaN, false);

    /// <summary>The number itself, or the nanoseconds of a time.</summary>
    internal double Value { get; }

    /// <summary>Whether it is a time.</summary>
    internal bool IsTime { get; }

    /// <summary>A number. NaN is a missing value.</summary>
    public static implicit operator Quantity(double value) => new(value, false);

    /// <summary>A length of time.</summary>
    public static implicit operator Quantity(Duration value) => new(value.Nanoseconds, true);

    /// <summary>A point in time.</summary>
    public static implicit operator Quantity(Instant value) => new(value.Nanoseconds, true);

    /// <summary>A length of time.</summary>
    public static implicit operator Quantity(TimeSpan value) => new(value.TotalNanoseconds, true);

    /// <inheritdoc/>
    public bool Equals(Quantity other) => Value.Equals(other.Value) && IsTime == other.IsTime;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>Whether two are the same number or the same time.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Whether two differ.</summary>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>The quantity of any number or time; null is a missing value.</summary>
    /// <exception cref="ArgumentException">The value is neither.</exception>
    internal static Quantity Of(object? value) => value switch
    {
        null => Missing,
        Quantity q => q,
        double d => d,
        int i => i,
        long l => l,
        float f => f,
        decimal m => (double)m,
        Duration d => d,
        Instant i => i,
        TimeSpan t => t,
        byte or sbyte or short or ushort or uint or ulong => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A figure cannot place a value of type {value.GetType().Name} on an axis. Give it a number, a Duration, an Instant or a TimeSpan."),
    };
}
