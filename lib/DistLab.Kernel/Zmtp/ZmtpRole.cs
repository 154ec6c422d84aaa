namespace DistLab.Kernel;

/// <summary>What a socket is in ZeroMQ's patterns.</summary>
/// <param name="SocketType">Its name on the wire.</param>
/// <param name="Peers">The types that may connect to it.</param>
internal sealed record ZmtpRole(string SocketType, params string[] Peers)
{
    internal static readonly ZmtpRole Router = new("ROUTER", "DEALER", "REQ", "ROUTER");

    internal static readonly ZmtpRole Publisher = new("PUB", "SUB", "XSUB");
}
