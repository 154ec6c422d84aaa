using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DistLab.Web.Tests;

/// <summary>A client that sends any bytes.</summary>
internal static class RawClient
{
    /// <summary>Opens a connection and sends something.</summary>
    public static async Task<NetworkStream> OpenAsync(IPEndPoint address, string text)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address);
        var stream = new NetworkStream(socket, ownsSocket: true);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        return stream;
    }

    /// <summary>Sends something and reads all that comes until the other side closes, or for so long.</summary>
    public static async Task<string> AskAsync(IPEndPoint address, string text, int milliseconds = 5_000)
    {
        await using var stream = await OpenAsync(address, text);
        return await ReadAllAsync(stream, milliseconds);
    }

    public static async Task<string> ReadAllAsync(Stream stream, int milliseconds = 5_000)
    {
        var read = new StringBuilder();
        var buffer = new byte[4096];
        using var limit = new CancellationTokenSource(milliseconds);
        try
        {
            while (await stream.ReadAsync(buffer, limit.Token) is > 0 and var count)
                read.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // What came until then is what counts.
        }
        return read.ToString();
    }
}
