using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Consensus;

/// <summary>What a watcher believed in a run of <see cref="Heartbeats"/>, held against what was so.</summary>
/// <param name="Mistakes">How often the watched process was suspected while it was up.</param>
/// <param name="Mistaken">For how long, together.</param>
/// <param name="Up">For how long it was up.</param>
/// <param name="DetectionTime">How long after its crash it was suspected for good; zero if it was suspected already, <c>null</c> if it did not crash or was never suspected.</param>
public sealed record DetectorReport(int Mistakes, Duration Mistaken, Duration Up, Duration? DetectionTime)
{
    /// <summary>Reads a trace.</summary>
    /// <param name="trace">A run that was recorded from its start.</param>
    /// <param name="end">When the run ended.</param>
    public static DetectorReport From(IEnumerable<TraceRow> trace, Instant end)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var (mistakes, mistaken) = (0, Duration.Zero);
        Instant? since = null, crash = null;
        foreach (var row in trace)
        {
            if (row.Kind == TraceKind.Crash)
            {
                crash = row.At;
                mistaken += row.At - (since ?? row.At);
            }
            else if (row is { Kind: TraceKind.Output, Content: Suspicion.Suspected })
            {
                since = row.At;
                mistakes += crash is null ? 1 : 0;
            }
            else if (row is { Kind: TraceKind.Output, Content: Suspicion.Trusted } && since is { } began)
            {
                mistaken += crash is null ? row.At - began : Duration.Zero;
                since = null;
            }
        }
        if (crash is not { } down)
            return new(mistakes, mistaken + (end - (since ?? end)), end - Instant.Zero, null);
        return new(mistakes, mistaken, down - Instant.Zero, since is { } detected ? detected < down ? Duration.Zero : detected - down : null);
    }
}
