using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>One question to a time server and its answer.</summary>
/// <param name="Length">T_round: how long it took, by the client's clock.</param>
/// <param name="ServerTime">The time t in the answer.</param>
public readonly record struct RoundTrip(Duration Length, Instant ServerTime);
