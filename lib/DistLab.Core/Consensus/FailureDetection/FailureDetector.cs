using DistLab.Protocols;

namespace DistLab.Consensus;

/// <summary>
/// Decides from the heartbeats of another process when it is to be suspected of having crashed: a value, fed with heartbeats,
/// that says until when it trusts.
/// </summary>
public abstract record FailureDetector
{
    /// <summary>When the last heartbeat came that counted; before the first, when the detector was started.</summary>
    public Instant LastHeartbeat { get; init; }

    /// <summary>The number of that heartbeat; 0 before the first.</summary>
    public int LastNumber { get; init; }

    /// <summary>Until when the other process is trusted if no further heartbeat comes: the freshness point.</summary>
    public abstract Instant TrustsUntil { get; }

    /// <summary>Whether the other process is suspected at a point in time after the last heartbeat.</summary>
    public bool Suspects(Instant now) => now >= TrustsUntil;

    /// <summary>The detector as it begins to watch.</summary>
    /// <param name="now">The time on its clock.</param>
    public FailureDetector StartingAt(Instant now) => this with { LastHeartbeat = now };

    /// <summary>The detector after a heartbeat. One that was overtaken by a later one does not count.</summary>
    /// <param name="number">The number of the heartbeat, from 1.</param>
    /// <param name="arrival">When it came.</param>
    public FailureDetector Hear(int number, Instant arrival) =>
        number <= LastNumber ? this : Learn(number, arrival) with { LastNumber = number, LastHeartbeat = arrival };

    /// <summary>The detector with what this heartbeat teaches; <see cref="LastHeartbeat"/> and <see cref="LastNumber"/> are still those before it.</summary>
    /// <param name="number">The number of the heartbeat, higher than any before.</param>
    /// <param name="arrival">When it came.</param>
    protected abstract FailureDetector Learn(int number, Instant arrival);
}
