using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Systems.Threads;

/// <summary>How a lock manager treats those who wait; all has a default.</summary>
public sealed record LockManagerOptions
{
    /// <summary>When it looks for circles of waiting: by default whenever a request has to wait.</summary>
    public DeadlockDetection Detection { get; init; }

    /// <summary>How often a periodic detector looks, default 50 ms, at least 1 ms.</summary>
    public Duration Period { get; init; } = 50.Milliseconds();

    /// <summary>Whom it ends: by default the youngest.</summary>
    public VictimPolicy Victim { get; init; }

    /// <summary>How long a request may wait before it fails with a <see cref="TimeoutException"/>, at least 1 ms; by default without limit.</summary>
    public Duration? Patience { get; init; }

    /// <summary>
    /// Finds a circle in the graph, each waiting for the next, or returns none: by default a shortest one. Whoever does not
    /// wait is never made a victim.
    /// </summary>
    public Func<WaitForGraph, ValueList<NodeId>> FindCycle { get; init; } = graph => graph.Cycle;

    /// <exception cref="ArgumentOutOfRangeException">A time is out of range.</exception>
    internal void Require()
    {
        Require(Period, nameof(Period));
        Require(Patience ?? Period, nameof(Patience));
    }

    private static void Require(Duration time, string name)
    {
        if (time < 1.Milliseconds() || time > 576.Hours())
            throw new ArgumentOutOfRangeException(name, time, "A time must be between 1 ms and 24 days.");
    }
}
