using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// When a request was made in logical time, and by whom: requests are totally ordered by Lamport's clock, and those of the same
/// time by their processes' numbers. If one request happened before another, its stamp is the smaller one.
/// </summary>
/// <remarks>L. Lamport, Time, clocks, and the ordering of events in a distributed system, CACM 21(7), 1978.</remarks>
/// <param name="Time">The Lamport time of the request.</param>
/// <param name="Node">Who made it.</param>
public readonly record struct RequestStamp(int Time, NodeId Node) : IComparable<RequestStamp>
{
    /// <inheritdoc/>
    public int CompareTo(RequestStamp other) => Time == other.Time ? Node.CompareTo(other.Node) : Time.CompareTo(other.Time);

    /// <summary>For example <c>3@P1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Time}@{Node}");

    /// <summary>Whether one stands before the other.</summary>
    public static bool operator <(RequestStamp left, RequestStamp right) => left.CompareTo(right) < 0;

    /// <summary>Whether one stands behind the other.</summary>
    public static bool operator >(RequestStamp left, RequestStamp right) => left.CompareTo(right) > 0;

    /// <summary>Whether one stands before the other, or is the same.</summary>
    public static bool operator <=(RequestStamp left, RequestStamp right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one stands behind the other, or is the same.</summary>
    public static bool operator >=(RequestStamp left, RequestStamp right) => left.CompareTo(right) >= 0;

    /// <summary>A queue with one more request in its place; the queue is sorted, the earliest first.</summary>
    internal static ValueList<RequestStamp> Insert(ValueList<RequestStamp> queue, RequestStamp stamp)
    {
        var place = queue.Count(other => other < stamp);
        return [.. queue.Take(place), stamp, .. queue.Skip(place)];
    }
}
