namespace DistLab.Coordination;

/// <summary>A crash under one algorithm and its outcome, in a line of a table.</summary>
/// <param name="Algorithm">Which algorithm.</param>
/// <param name="CrashOf">Who crashes.</param>
/// <param name="Outcome">Whether the others went on.</param>
/// <param name="EnterAfterwards">Who got in after the crash, in order.</param>
/// <param name="WaitForEver">Which live clients asked and never got in.</param>
public sealed record CrashLine(string Algorithm, string CrashOf, string Outcome, string EnterAfterwards, string WaitForEver);
