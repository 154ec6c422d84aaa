using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>How far off a clock was at some time.</summary>
/// <param name="Node">Whose clock.</param>
/// <param name="At">When, in true time.</param>
/// <param name="Error">How far it was ahead of the right time; negative when behind.</param>
public sealed record ClockSample(NodeId Node, Instant At, Duration Error);
