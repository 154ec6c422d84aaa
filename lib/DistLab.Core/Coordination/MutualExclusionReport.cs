using System.Globalization;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Coordination;

/// <summary>
/// How well a run kept to mutual exclusion and what that cost, read off the run's trace by the textbook's measures:
/// safety, liveness and order; messages, client delay and synchronization delay (Coulouris et al., 5th ed., §15.2).
/// </summary>
public sealed class MutualExclusionReport
{
    internal MutualExclusionReport(
        IReadOnlyList<CriticalSectionVisit> visits,
        IReadOnlyList<CriticalSectionOverlap> violations,
        IReadOnlyList<OrderViolation> orderViolations,
        IReadOnlyList<Duration> synchronizationDelays,
        long messages)
    {
        Visits = visits;
        Violations = violations;
        OrderViolations = orderViolations;
        SynchronizationDelays = synchronizationDelays;
        Messages = messages;
        Entries = visits.Count(v => v.Entered is not null);
        Waits = [.. visits.Where(v => v.Wait is not null).Select(v => v.Wait!.Value)];
        ClientDelays = [.. visits.Where(v => v.Unopposed && v.Wait is not null).Select(v => v.Wait!.Value)];
        Waiting = [.. visits.Where(v => v.Entered is null && !v.Crashed)];
        Bypasses = visits.Sum(v => v.Overtaken);
    }

    /// <summary>Every visit, in the order in which they were asked for.</summary>
    public IReadOnlyList<CriticalSectionVisit> Visits { get; }

    /// <summary>Every time that a client entered while another was inside: with a correct protocol, none.</summary>
    public IReadOnlyList<CriticalSectionOverlap> Violations { get; }

    /// <summary>Safety, ME1: at most one client at a time was inside.</summary>
    public bool IsSafe => Violations.Count == 0;

    /// <summary>Every time that a request was granted before another one that had happened before it.</summary>
    public IReadOnlyList<OrderViolation> OrderViolations { get; }

    /// <summary>Order, ME3, as the textbook has it: requests were granted in the order of happened-before.</summary>
    public bool IsOrdered => OrderViolations.Count == 0;

    /// <summary>How many times the critical section was entered.</summary>
    public int Entries { get; }

    /// <summary>How many messages were sent.</summary>
    public long Messages { get; }

    /// <summary>Bandwidth: messages sent for each entry; not a number when there was no entry.</summary>
    public double MessagesPerEntry => Entries == 0 ? double.NaN : (double)Messages / Entries;

    /// <summary>From request to entry, for each entry.</summary>
    public IReadOnlyList<Duration> Waits { get; }

    /// <summary>Client delay: the waits of those that asked when nobody else waited or was inside.</summary>
    public IReadOnlyList<Duration> ClientDelays { get; }

    /// <summary>Synchronization delay: from each exit, somebody waiting, to the next entry.</summary>
    public IReadOnlyList<Duration> SynchronizationDelays { get; }

    /// <summary>Requests of live clients that were not granted by the end of the run: liveness, ME2, wants none to stay so.</summary>
    public IReadOnlyList<CriticalSectionVisit> Waiting { get; }

    /// <summary>Order by real time, which ME3 does not ask for: how often a client got in before another that had asked earlier.</summary>
    public int Bypasses { get; }

    /// <summary>Mean wait; <c>null</c> when nobody entered.</summary>
    public Duration? MeanWait => Mean(Waits);

    /// <summary>Mean client delay; <c>null</c> when no client found the critical section free and unwanted.</summary>
    public Duration? MeanClientDelay => Mean(ClientDelays);

    /// <summary>Mean synchronization delay; <c>null</c> when nobody waited at an exit.</summary>
    public Duration? MeanSynchronizationDelay => Mean(SynchronizationDelays);

    /// <summary>The clients in the order in which they entered.</summary>
    public IReadOnlyList<NodeId> EntryOrder => [.. Visits.Where(v => v.Entered is not null).OrderBy(v => v.Entered).Select(v => v.Node)];

    /// <summary>What is wrong with the run, in a line; <c>null</c> when it is safe and there were at least so many entries.</summary>
    public string? Fault(int entries) => !IsSafe ? Violations[0].ToString() : Entries < entries ? $"only {Entries} of {entries} entries" : null;

    /// <summary>Reads a run's rows, from its start.</summary>
    public static MutualExclusionReport From(IEnumerable<TraceRow> trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var reader = new MutualExclusionReader();
        foreach (var row in trace)
            reader.Read(row);
        return reader.Report();
    }

    /// <summary>The verdict in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Entries} entries, {Messages} messages, {(IsSafe ? "safe" : $"{Violations.Count} violations of safety, first: {Violations[0]}")}, {Waiting.Count} waiting");

    private static Duration? Mean(IReadOnlyList<Duration> values) =>
        values.Count == 0 ? null : Duration.FromNanoseconds(values.Average(v => (double)v.Nanoseconds));
}
