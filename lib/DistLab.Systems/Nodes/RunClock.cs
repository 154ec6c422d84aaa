using System.Diagnostics;
using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>
/// Time since a run began, by the machine's steady clock. Processes of one machine that know the same beginning read the same
/// time: that clock counts from the machine's start, for all of them.
/// </summary>
/// <param name="beginning">What <see cref="Stopwatch.GetTimestamp"/> showed when the run began.</param>
internal sealed class RunClock(long beginning)
{
    public long Beginning { get; } = beginning;

    public Instant Now => new((long)((Int128)(Stopwatch.GetTimestamp() - Beginning) * 1_000_000_000 / Stopwatch.Frequency));

    public static RunClock Start() => new(Stopwatch.GetTimestamp());
}
