namespace DistLab.Exam;

/// <summary>How many messages arrived between a process's request and its receipt of the token, over many requests.</summary>
/// <param name="Processes">The size of the ring, N.</param>
/// <param name="Requests">How many requests were measured.</param>
/// <param name="Least">The fewest messages.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Worst">The most. Theory says N.</param>
public sealed record RingWait(int Processes, int Requests, int Least, double Mean, int Worst);
