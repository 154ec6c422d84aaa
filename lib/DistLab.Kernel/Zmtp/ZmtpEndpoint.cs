using System.Net;
using System.Net.Sockets;

namespace DistLab.Kernel;

/// <summary>Where a socket listens: a TCP port of one address, or a file (ipc).</summary>
internal static class ZmtpEndpoint
{
    private const int Backlog = 1024;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SocketException">The place is taken or is none of this machine's.</exception>
    internal static Socket Listen(EndPoint place)
    {
        var socket = place is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // A kernel that is restarted finds the file of the one before it.
            if (place is UnixDomainSocketEndPoint file)
                File.Delete(file.ToString());
            socket.Bind(place);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Small messages go out at once, and a peer whose machine is gone is noticed.</summary>
    internal static void Configure(Socket accepted)
    {
        if (accepted.AddressFamily == AddressFamily.Unix)
            return;
        accepted.NoDelay = true;
        accepted.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
    }
}
