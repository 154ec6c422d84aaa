using System.Globalization;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Time;

/// <summary>A run of clients that set their clocks by a server: what happened, and how near they got.</summary>
public sealed class ClockRun
{
    internal ClockRun(Trace trace, IReadOnlyList<ClockOutcome> outcomes)
    {
        Trace = trace;
        Outcomes = outcomes;
    }

    /// <summary>Everything that happened.</summary>
    public Trace Trace { get; }

    /// <summary>Every setting of a clock, in the order of time.</summary>
    public IReadOnlyList<ClockOutcome> Outcomes { get; }

    /// <summary>The settings' errors; negative ones are behind.</summary>
    public IEnumerable<Duration> Errors => Outcomes.Select(o => o.Error);

    /// <summary>The mean error, ahead and behind cancelling out.</summary>
    /// <exception cref="InvalidOperationException">No clock was set.</exception>
    public Duration MeanError => Duration.FromNanoseconds(Errors.Average(e => (double)e.Nanoseconds));

    /// <summary>The largest error, either way.</summary>
    /// <exception cref="InvalidOperationException">No clock was set.</exception>
    public Duration LargestError => Errors.Max(e => e.Abs());

    /// <summary>How many settings broke their bound.</summary>
    public int BrokenBounds => Outcomes.Count(o => !o.IsWithinBound);

    /// <summary>The error, either way, that the given share of settings does not exceed.</summary>
    /// <param name="share">For example 0.95; above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    /// <exception cref="InvalidOperationException">No clock was set.</exception>
    public Duration ErrorOf(double share) => Quantile(Errors.Select(e => e.Abs()), share);

    /// <summary>The bound that the given share of settings does not exceed.</summary>
    /// <param name="share">For example 0.95; above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    /// <exception cref="InvalidOperationException">No clock was set.</exception>
    public Duration BoundOf(double share) => Quantile(Outcomes.Select(o => o.Bound), share);

    /// <summary>The run in a line.</summary>
    public override string ToString() => Outcomes.Count == 0
        ? "no clock was set"
        : string.Create(CultureInfo.InvariantCulture, $"{Outcomes.Count} settings, mean error {MeanError}, largest {LargestError}, {BrokenBounds} outside their bound");

    /// <summary>What a trace tells, be it of the simulator or of real processes.</summary>
    /// <param name="trace">A run of a <see cref="TimeProtocol"/>.</param>
    /// <param name="server">The server's clock, node 0, which is never set.</param>
    public static ClockRun From(Trace trace, DriftingClock server)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(server);
        var outcomes = new List<ClockOutcome>();
        var askedAt = new Dictionary<(NodeId, int), Instant>();
        var shortest = new Dictionary<NodeId, Duration>();
        foreach (var row in trace)
        {
            switch (row.Kind, row.Content)
            {
                case (TraceKind.Send, TimeMessage.Question question):
                    askedAt[(row.Node, question.Number)] = row.At;
                    break;
                case (TraceKind.Receive, TimeMessage.Answer answer) when askedAt.Remove((row.Node, answer.Number), out var sent):
                    var length = row.At - sent;
                    shortest[row.Node] = shortest.TryGetValue(row.Node, out var before) && before < length ? before : length;
                    break;
                case (TraceKind.Output, ClockSetting setting):
                    shortest.Remove(row.Node, out var roundTrip);
                    outcomes.Add(new(row.Node, server.Read(row.At), roundTrip, setting));
                    break;
            }
        }
        return new(trace, outcomes);
    }

    // The nearest rank: the least value that is not exceeded by so many.
    private static Duration Quantile(IEnumerable<Duration> values, double share)
    {
        if (!(share is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is above 0 and at most 1.");
        var sorted = values.Order().ToList();
        if (sorted.Count == 0)
            throw new InvalidOperationException("No clock was set.");
        return sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
    }
}
