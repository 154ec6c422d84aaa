using DistLab.Protocols;

namespace DistLab.Exam;

/// <summary>A crash and its outcome in a line.</summary>
/// <param name="CrashOf">Who crashes.</param>
/// <param name="Lease">The server's lease, if it has one.</param>
/// <param name="Outcome">Whether the others went on.</param>
/// <param name="EnterAfterwards">Who got in after the crash, in order.</param>
/// <param name="WaitForEver">Which live clients asked and never got in.</param>
public sealed record CrashSummary(string CrashOf, Duration? Lease, string Outcome, string EnterAfterwards, string WaitForEver);
