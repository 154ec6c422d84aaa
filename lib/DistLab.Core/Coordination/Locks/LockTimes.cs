using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>How long the clients of a lock take for what they do.</summary>
public sealed record LockTimes
{
    /// <summary>How long a client has nothing to do before it asks for the lock: default 200 ms in the mean.</summary>
    public Delay Thinking { get; init; } = Delay.Exponential(200.Milliseconds());

    /// <summary>How long it works with what it has read before it writes: default 50 … 150 ms.</summary>
    public Delay Work { get; init; } = Delay.Uniform(50.Milliseconds(), 150.Milliseconds());

    /// <summary>How long a lease is, for who holds it and for who waits for its end: default 400 ms. A third of it after the last renewal the next one is asked for.</summary>
    public Duration Lease { get; init; } = 400.Milliseconds();

    /// <summary>How long a client waits for an answer before it asks again, elsewhere if need be: default 100 … 200 ms.</summary>
    public Delay Patience { get; init; } = Delay.Uniform(100.Milliseconds(), 200.Milliseconds());

    /// <summary>How long a client waits before it asks again for a lock that another one holds: default 50 … 100 ms.</summary>
    public Delay Polling { get; init; } = Delay.Uniform(50.Milliseconds(), 100.Milliseconds());
}
