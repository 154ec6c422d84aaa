using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>What became of the requests that were sent in one window of time: a point of a curve over time.</summary>
/// <param name="From">When the window begins, from the start of the measurement.</param>
/// <param name="Requests">How many requests were sent in it that have ended.</param>
/// <param name="Succeeded">How many of them succeeded.</param>
/// <param name="Attempts">How many times they were sent together, retries and hedges included.</param>
/// <param name="Response">Mean response time of those that succeeded; <c>null</c> without any.</param>
public sealed record WindowFigures(Duration From, int Requests, int Succeeded, long Attempts, Duration? Response);
