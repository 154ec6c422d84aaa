using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>The times and sizes of Raft; all has a default.</summary>
/// <remarks>Messages must take far less time than an election timeout (Ongaro and Ousterhout, §5.6).</remarks>
public sealed record RaftOptions
{
    /// <summary>How long a server waits to hear from a leader before it starts an election, drawn anew each time: default 150 … 300 ms, the paper's.</summary>
    public Delay ElectionTimeout { get; init; } = Delay.Uniform(150.Milliseconds(), 300.Milliseconds());

    /// <summary>How often a leader is heard from at least: default every 50 ms.</summary>
    public Delay HeartbeatInterval { get; init; } = Delay.Constant(50.Milliseconds());

    /// <summary>How many applied entries the log holds before a snapshot takes their place: default 1,000, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above zero.</exception>
    public int SnapshotAfter
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A snapshot stands for at least one entry.");
    } = 1_000;

    /// <summary>How many entries one message carries at most: default 256, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above zero.</exception>
    public int MostEntries
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A message carries at least one entry.");
    } = 256;
}
