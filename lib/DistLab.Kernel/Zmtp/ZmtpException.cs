namespace DistLab.Kernel;

/// <summary>A peer broke the protocol or a bound; its connection is closed.</summary>
internal sealed class ZmtpException(string message) : Exception(message);
