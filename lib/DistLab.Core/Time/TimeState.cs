using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>What a client of a time server remembers; the server remembers nothing.</summary>
public sealed record TimeState
{
    /// <summary>The number of the question that is under way, or a number not yet asked when none is.</summary>
    public int Question { get; init; }

    /// <summary>How many answers have come since the clock was last set.</summary>
    public int Answers { get; init; }

    /// <summary>When the question was sent, by the client's clock.</summary>
    public Instant AskedAt { get; init; }

    /// <summary>The shortest round trip since the clock was last set.</summary>
    public RoundTrip? Best { get; init; }

    /// <summary>When the answer of the shortest round trip came, by the client's clock.</summary>
    public Instant BestArrivedAt { get; init; }
}
