using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace DistLab.Kernel;

/// <summary>What a front end wrote down for the kernel that it starts: where to listen, and the key that messages are signed with.</summary>
internal sealed record ConnectionFile
{
    private const int LargestFile = 1 << 20;

    internal required EndPoint Shell { get; init; }

    internal required EndPoint Control { get; init; }

    internal required EndPoint Stdin { get; init; }

    internal required EndPoint IoPub { get; init; }

    internal required EndPoint Heartbeat { get; init; }

    /// <summary>Empty if messages are not signed.</summary>
    internal required byte[] Key { get; init; }

    /// <exception cref="KernelStartException">The file cannot be read, or asks for what this kernel has not.</exception>
    internal static ConnectionFile Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
                throw new KernelStartException($"The connection file {path} is larger than a connection file can be.");
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Parse(json.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KernelStartException($"The connection file {path} cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or InvalidRequestException or SocketException or ArgumentException)
        {
            throw new KernelStartException($"The connection file {path} is not right: {e.Message.Split('\n')[0].TrimEnd()}");
        }
    }

    private static ConnectionFile Parse(JsonElement file)
    {
        string scheme = file.Text("signature_scheme", "hmac-sha256");
        byte[] key = Encoding.UTF8.GetBytes(file.Text("key", ""));
        if (key.Length > 0 && scheme != "hmac-sha256")
            throw new InvalidRequestException($"signature_scheme {scheme} is unknown here; hmac-sha256 is known");
        string transport = file.Text("transport", "tcp");
        string ip = file.Text("ip", "127.0.0.1");
        Func<string, EndPoint> place = transport switch
        {
            "tcp" => TcpPlaces(file, ip),
            "ipc" => name => new UnixDomainSocketEndPoint($"{ip}-{Port(file, name, 1, int.MaxValue)}"),
            _ => throw new InvalidRequestException($"transport {transport} is unknown here; tcp and ipc are known"),
        };
        return new ConnectionFile
        {
            Shell = place("shell_port"),
            Control = place("control_port"),
            Stdin = place("stdin_port"),
            IoPub = place("iopub_port"),
            Heartbeat = place("hb_port"),
            Key = key,
        };
    }

    private static Func<string, EndPoint> TcpPlaces(JsonElement file, string ip)
    {
        var address = ip == "*" ? IPAddress.Any : IPAddress.TryParse(ip, out var given) ? given : Resolve(ip);
        return name => new IPEndPoint(address, Port(file, name, 0, IPEndPoint.MaxPort));
    }

    private static IPAddress Resolve(string host)
    {
        if (host.Length == 0)
            throw new InvalidRequestException("ip is empty");
        // libzmq, which most front ends connect with, takes the IPv4 address of a name that has both.
        var all = Dns.GetHostAddresses(host);
        return all.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork)
            ?? all.FirstOrDefault()
            ?? throw new InvalidRequestException($"ip {host} is no address");
    }

    private static int Port(JsonElement file, string name, int least, int most) =>
        file.Number(name, -1) is var port && port >= least && port <= most ? port : throw new InvalidRequestException($"{name} is not a port");
}
