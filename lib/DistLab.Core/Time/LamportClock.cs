using System.Globalization;

namespace DistLab.Time;

/// <summary>Lamport's logical clock: a counter that grows with every event, so that a cause always has a smaller number than its effect.</summary>
/// <remarks>Lamport 1978, "Time, Clocks, and the Ordering of Events in a Distributed System". It is a value: an event gives another one.</remarks>
/// <param name="Time">How far it has counted; 0 before the first event.</param>
public readonly record struct LamportClock(long Time) : IComparable<LamportClock>
{
    /// <summary>An event of one's own, sending included (LC1): one more.</summary>
    public LamportClock Tick() => new(Time + 1);

    /// <summary>A receipt (LC2): one more than one's own clock, and than that of the message.</summary>
    /// <param name="message">The sender's clock as it sent the message.</param>
    public LamportClock Receive(LamportClock message) => new(Math.Max(Time, message.Time) + 1);

    /// <inheritdoc/>
    public int CompareTo(LamportClock other) => Time.CompareTo(other.Time);

    /// <summary>The number.</summary>
    public override string ToString() => Time.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether one clock is smaller.</summary>
    public static bool operator <(LamportClock left, LamportClock right) => left.Time < right.Time;

    /// <summary>Whether one clock is greater.</summary>
    public static bool operator >(LamportClock left, LamportClock right) => left.Time > right.Time;

    /// <summary>Whether one clock is at most the other.</summary>
    public static bool operator <=(LamportClock left, LamportClock right) => left.Time <= right.Time;

    /// <summary>Whether one clock is at least the other.</summary>
    public static bool operator >=(LamportClock left, LamportClock right) => left.Time >= right.Time;
}
