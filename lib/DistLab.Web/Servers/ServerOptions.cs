using DistLab.Protocols;

namespace DistLab.Web;

/// <summary>How a server works.</summary>
public sealed record ServerOptions
{
    /// <summary>How long the work for one request takes; none by default. Waiting for one's turn comes on top.</summary>
    public Delay ServiceTime { get; init; } = Delay.None;

    /// <summary>By what each service time is multiplied; 1 by default.</summary>
    public double TimeFactor { get; init; } = 1;

    /// <summary>How many requests are worked on at the same time; 1 by default, as in M/M/1. The others wait for their turn.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>How many may wait; 1,000 by default. Whoever comes later gets 503.</summary>
    public int MaxWaiting { get; init; } = 1_000;

    /// <summary>What the service times follow from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How long the body of an answer is; 100 bytes by default.</summary>
    public int AnswerBytes { get; init; } = 100;
}
