using System.Net;
using System.Text;

namespace DistLab.Kernel.Tests;

/// <summary>A kernel in this process on ports that were free, and its log.</summary>
public sealed class HostUnderTest : IDisposable
{
    internal static readonly byte[] Key = Encoding.ASCII.GetBytes("the key of the tests");

    private readonly StringWriter _log = new();

    public HostUnderTest()
        : this(new ZmtpLimits())
    {
    }

    internal HostUnderTest(ZmtpLimits limits)
    {
        var place = new IPEndPoint(IPAddress.Loopback, 0);
        var file = new ConnectionFile { Shell = place, Control = place, Stdin = place, IoPub = place, Heartbeat = place, Key = Key };
        Host = new KernelHost(file, AppContext.BaseDirectory, new KernelLog(TextWriter.Synchronized(_log)), limits);
        Host.Start();
    }

    internal KernelHost Host { get; }

    internal string Log => _log.ToString();

    internal JupyterPeer Shell() => new(Host.Shell.Place, Key);

    internal JupyterPeer Control() => new(Host.Control.Place, Key);

    /// <summary>A front end that sees everything.</summary>
    internal JupyterPeer IoPub(int receiveBuffer = 0)
    {
        var peer = new JupyterPeer(Host.IoPubServer.Place, Key, "SUB", receiveBuffer);
        peer.Raw.SendMessage([1]);
        peer.Raw.SendCommand("PING", 0, 0);
        peer.Raw.ReadFrame();
        return peer;
    }

    public void Dispose() => Host.Dispose();
}
