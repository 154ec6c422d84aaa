using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>Keep-alive: the other process is suspected when nothing was heard of it for a fixed time.</summary>
public sealed record FixedTimeout : FailureDetector
{
    /// <summary>A detector with this timeout.</summary>
    /// <param name="timeout">How long silence is borne.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not above zero.</exception>
    public FixedTimeout(Duration timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, Duration.Zero);
        Timeout = timeout;
    }

    /// <summary>How long silence is borne.</summary>
    public Duration Timeout { get; }

    /// <inheritdoc/>
    public override Instant TrustsUntil => LastHeartbeat + Timeout;

    /// <inheritdoc/>
    protected override FailureDetector Learn(int number, Instant arrival) => this;
}
