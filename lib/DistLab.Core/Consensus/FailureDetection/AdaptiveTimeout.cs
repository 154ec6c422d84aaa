using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>
/// An adaptive timeout: from when the last heartbeats came it estimates when the next one should, and suspects the other
/// process when it is later than that by a safety margin.
/// </summary>
/// <remarks>
/// NFD-E of Chen, Toueg and Aguilera, "On the Quality of Service of Failure Detectors" (2002), §6.3. Heartbeat i is sent at
/// i times the interval, on a clock that need not agree with this one. The expected arrival of heartbeat i is the mean of
/// (arrival − number · interval) over the last heartbeats, plus i · interval.
/// </remarks>
public sealed record AdaptiveTimeout : FailureDetector
{
    private const int DefaultWindow = 100;

    private readonly int _window;

    /// <summary>A detector with this margin.</summary>
    /// <param name="margin">How much later than expected a heartbeat may come.</param>
    /// <param name="interval">The time between two heartbeats.</param>
    /// <param name="window">How many heartbeats are averaged.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative, or another number is not above zero.</exception>
    public AdaptiveTimeout(Duration margin, Duration interval, int window = DefaultWindow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(margin, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        (Margin, Interval, _window) = (margin, interval, window);
    }

    /// <summary>How much later than expected a heartbeat may come.</summary>
    public Duration Margin { get; }

    /// <summary>The time between two heartbeats.</summary>
    public Duration Interval { get; }

    /// <summary>When the next heartbeat is expected; before the first one, an interval after the start.</summary>
    public Instant NextExpected => Shifts.Count == 0
        ? LastHeartbeat + Interval
        : Instant.Zero + (Sum / Shifts.Count) + new Duration((LastNumber + 1) * Interval.Nanoseconds);

    /// <inheritdoc/>
    public override Instant TrustsUntil => NextExpected + Margin;

    /// <summary>Arrival less number times interval, of the last heartbeats.</summary>
    private ValueList<Duration> Shifts { get; init; } = [];

    private Duration Sum { get; init; }

    /// <inheritdoc/>
    protected override FailureDetector Learn(int number, Instant arrival)
    {
        var shift = arrival.SinceZero - new Duration(number * Interval.Nanoseconds);
        return Shifts.Count < _window
            ? this with { Shifts = Shifts.Add(shift), Sum = Sum + shift }
            : this with { Shifts = Shifts.RemoveFirst().Add(shift), Sum = Sum + shift - Shifts[0] };
    }
}
