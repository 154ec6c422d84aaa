using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>An event of a history with its client and its time.</summary>
/// <param name="Client">Whose operation begins or ends.</param>
/// <param name="At">When.</param>
/// <param name="Event">What happened.</param>
public readonly record struct TimedHistoryEvent(int Client, Instant At, HistoryEvent Event)
{
    /// <summary>The event as one line.</summary>
    public override string ToString() => $"{At} client {Client}: {Event}";
}
