using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// A hybrid logical clock: it orders cause before effect as Lamport's does, and stays near the node's physical clock. <c>l</c> is
/// the greatest physical time that the event knows of, <c>c</c> counts the events that know of no greater one.
/// </summary>
/// <remarks>
/// Kulkarni, Demirbas, Madappa, Avva, Leone 2014, "Logical Physical Clocks". With physical clocks within ε of each other,
/// pt ≤ l ≤ pt + ε. It is a value: an event gives another one.
/// </remarks>
/// <param name="Time">l.</param>
/// <param name="Count">c.</param>
public readonly record struct HybridClock(Instant Time, int Count) : IComparable<HybridClock>
{
    /// <summary>An event of one's own, sending included.</summary>
    /// <param name="physical">pt: what the node's physical clock shows.</param>
    public HybridClock Tick(Instant physical) => physical > Time ? new(physical, 0) : new(Time, Count + 1);

    /// <summary>A receipt.</summary>
    /// <param name="message">The sender's clock as it sent the message.</param>
    /// <param name="physical">pt: what the receiver's physical clock shows.</param>
    public HybridClock Receive(HybridClock message, Instant physical)
    {
        if (physical > Time && physical > message.Time)
            return new(physical, 0);
        if (Time == message.Time)
            return new(Time, Math.Max(Count, message.Count) + 1);
        return Time > message.Time ? new(Time, Count + 1) : new(message.Time, message.Count + 1);
    }

    /// <summary>By l, and where that is the same, by c.</summary>
    public int CompareTo(HybridClock other) => Time == other.Time ? Count.CompareTo(other.Count) : Time.CompareTo(other.Time);

    /// <summary>For example <c>12 ms + 2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Time} + {Count}");

    /// <summary>Whether one clock is smaller.</summary>
    public static bool operator <(HybridClock left, HybridClock right) => left.CompareTo(right) < 0;

    /// <summary>Whether one clock is greater.</summary>
    public static bool operator >(HybridClock left, HybridClock right) => left.CompareTo(right) > 0;

    /// <summary>Whether one clock is at most the other.</summary>
    public static bool operator <=(HybridClock left, HybridClock right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one clock is at least the other.</summary>
    public static bool operator >=(HybridClock left, HybridClock right) => left.CompareTo(right) >= 0;
}
