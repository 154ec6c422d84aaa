using System.Net;
using System.Net.Sockets;

namespace DistLab.Kernel.Tests;

public sealed class ZmtpRouterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(70_000)]
    [InlineData(5_000_000)]
    public void A_message_comes_back_as_it_was_sent_whatever_its_size(int size)
    {
        using var server = new EchoServer();
        using var peer = RawPeer.Connect(server.Place);
        byte[] body = new byte[size];
        new Random(size).NextBytes(body);
        peer.SendMessage([], body, [7]);
        byte[][] back = peer.ReadMessage();
        Assert.Equal([0, size, 1], back.Select(frame => frame.Length));
        Assert.True(body.AsSpan().SequenceEqual(back[1]));
    }

    [Fact]
    public void Many_messages_come_back_in_order()
    {
        using var server = new EchoServer();
        using var peer = RawPeer.Connect(server.Place);
        for (int i = 0; i < 5000; i++)
            peer.SendMessage(BitConverter.GetBytes(i));
        for (int i = 0; i < 5000; i++)
            Assert.Equal([BitConverter.GetBytes(i)], peer.ReadMessage());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void Later_versions_of_the_protocol_are_served(byte minor)
    {
        using var server = new EchoServer();
        using var peer = new RawPeer(server.Place);
        byte[] greeting = [.. RawPeer.Greeting];
        greeting[11] = minor;
        peer.Send(greeting);
        Assert.Equal([3, 0], peer.Read(64)[10..12]);
        peer.Send(RawPeer.Ready("DEALER"));
        peer.ReadFrame();
        peer.SendMessage([5]);
        Assert.Equal([[5]], peer.ReadMessage());
    }

    [Fact]
    public void A_greeting_that_comes_byte_by_byte_is_understood()
    {
        using var server = new EchoServer();
        using var peer = new RawPeer(server.Place);
        foreach (byte b in (byte[])[.. RawPeer.Greeting, .. RawPeer.Ready("REQ")])
            peer.Send(b);
        peer.Read(64);
        peer.ReadFrame();
        peer.SendMessage([], [5]);
        Assert.Equal([[], [5]], peer.ReadMessage());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(18)]
    public void A_ping_is_answered_with_its_context(int size)
    {
        using var server = new EchoServer();
        using var peer = RawPeer.Connect(server.Place);
        byte[] context = [.. Enumerable.Range(0, size).Select(i => (byte)i)];
        peer.SendCommand("PING", context);
        var (flags, body) = peer.ReadFrame();
        Assert.Equal(4, flags);
        Assert.Equal([4, .. "PONG"u8, .. context[2..]], body);
    }

    [Fact]
    public void Commands_that_are_unknown_are_passed_over()
    {
        using var server = new EchoServer();
        using var peer = RawPeer.Connect(server.Place);
        peer.SendCommand("PONG");
        peer.SendCommand("PING", 1);
        peer.SendCommand("SOMETHING", 1, 2, 3);
        peer.SendMessage([9]);
        Assert.Equal([[9]], peer.ReadMessage());
    }

    [Fact]
    public void Two_peers_of_one_name_each_get_their_own_answers_and_are_both_found_by_it()
    {
        using var server = new EchoServer();
        using var first = RawPeer.Connect(server.Place, identity: "anna");
        using var second = RawPeer.Connect(server.Place, identity: "anna");
        using var other = RawPeer.Connect(server.Place, identity: "ann");
        first.SendMessage([1]);
        second.SendMessage([2]);
        other.SendMessage([3]);
        Assert.Equal([[2]], second.ReadMessage());
        Assert.Equal([[1]], first.ReadMessage());
        Assert.Equal([[3]], other.ReadMessage());
        Assert.Equal(2, server.Find("anna"u8.ToArray()).Length);
    }

    [Fact]
    public void A_socket_file_serves_as_a_port_does_and_goes_with_the_server()
    {
        string path = Path.Combine(Path.GetTempPath(), $"distlab-{Guid.NewGuid():N}");
        File.WriteAllText(path, "left behind by a kernel that was killed");
        using (var server = new EchoServer(place: new UnixDomainSocketEndPoint(path)))
            server.AssertServes();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_server_that_ends_frees_its_port_at_once()
    {
        var first = new EchoServer();
        using var peer = RawPeer.Connect(first.Place);
        first.Dispose();
        using var second = new EchoServer(place: (IPEndPoint)first.Place);
        second.AssertServes();
    }

    [Fact]
    public void Only_the_address_that_was_asked_for_is_listened_on()
    {
        using var server = new EchoServer();
        int port = ((IPEndPoint)server.Place).Port;
        // The whole of 127.0.0.0/8 is this machine on Linux: a socket bound to every address would answer here too.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "127.0.0.2 is an address of this machine on Linux only.");
        Assert.Throws<SocketException>(() => new RawPeer(new IPEndPoint(IPAddress.Parse("127.0.0.2"), port)));
    }

    [Fact]
    public void A_place_that_is_taken_is_an_error()
    {
        using var server = new EchoServer();
        Assert.Throws<SocketException>(() => new EchoServer(place: server.Place));
    }
}
