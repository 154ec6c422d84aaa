namespace DistLab.Cli;

/// <summary>A user's mistake: one sentence that says what is wrong and what to do. The command ends with status 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
