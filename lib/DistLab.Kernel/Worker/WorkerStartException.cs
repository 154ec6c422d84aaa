namespace DistLab.Kernel;

/// <summary>The child process for a notebook did not come up.</summary>
internal sealed class WorkerStartException(string message) : Exception(message);
