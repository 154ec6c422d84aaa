namespace DistLab.Kernel;

/// <summary>The kernel could not start; the message says in one line why.</summary>
/// <param name="message">What is wrong, and with which file or address.</param>
public sealed class KernelStartException(string message) : Exception(message);
