namespace DistLab.Communication;

/// <summary>How often remote invocations were executed.</summary>
/// <param name="Semantics">What they promise.</param>
/// <param name="Invocations">How many the client made.</param>
/// <param name="Messages">How many messages were sent.</param>
/// <param name="NotExecuted">How many were never executed.</param>
/// <param name="Once">How many were executed once.</param>
/// <param name="MoreThanOnce">How many were executed twice or more often.</param>
/// <param name="Balance">What is in the account, into which each execution puts 1.</param>
public sealed record InvocationReport(InvocationSemantics Semantics, int Invocations, int Messages, int NotExecuted, int Once, int MoreThanOnce, int Balance);
