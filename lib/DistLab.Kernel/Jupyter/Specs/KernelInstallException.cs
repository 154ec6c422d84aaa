namespace DistLab.Kernel;

/// <summary>A kernel could not be installed or removed: one sentence that says why and what to do.</summary>
public sealed class KernelInstallException(string message) : Exception(message);
