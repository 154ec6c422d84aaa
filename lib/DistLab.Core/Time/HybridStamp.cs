using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>The hybrid stamp of an event.</summary>
/// <param name="At">When the event was, by true time.</param>
/// <param name="Count">The stamp's counter c.</param>
/// <param name="Ahead">How far the stamp's l is ahead of the process's physical clock.</param>
public readonly record struct HybridStamp(Instant At, int Count, Duration Ahead);
