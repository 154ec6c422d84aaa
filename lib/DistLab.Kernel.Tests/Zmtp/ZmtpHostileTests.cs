using System.Net.Sockets;
using System.Text;

namespace DistLab.Kernel.Tests;

/// <summary>A peer that breaks the protocol or a bound loses its connection, and nobody else notices.</summary>
public sealed class ZmtpHostileTests
{
    private static readonly ZmtpLimits Short = new() { Handshake = TimeSpan.FromMilliseconds(300), Stall = TimeSpan.FromMilliseconds(300) };

    public static TheoryData<string, byte[], string> BrokenGreetings => new()
    {
        { "HTTP", Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"), "does not speak ZMTP" },
        { "zeros", new byte[64], "does not speak ZMTP" },
        { "version 1", [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7E, .. new byte[54]], "does not speak ZMTP 3" },
        { "version 2", [.. RawPeer.Greeting[..10], 2, .. RawPeer.Greeting[11..]], "does not speak ZMTP 3" },
        { "PLAIN", [.. RawPeer.Greeting[..12], .. "PLAIN"u8, .. new byte[47]], "mechanism other than NULL" },
        { "NULLX", [.. RawPeer.Greeting[..12], .. "NULLX"u8, .. new byte[47]], "mechanism other than NULL" },
        { "message for READY", [.. RawPeer.Greeting, 0, 1, 1], "where a command has to stand" },
        { "ERROR for READY", [.. RawPeer.Greeting, 4, 7, 5, .. "ERROR"u8, 0], "ended in \"ERROR\"" },
        { "control characters", [.. RawPeer.Greeting, 4, 4, 3, .. "\u001b[2"u8], "ended in \"??2\"" },
        { "no name", [.. RawPeer.Greeting, 4, 0], "a command without a name" },
        { "name longer than the command", [.. RawPeer.Greeting, 4, 2, 200, 1], "a command without a name" },
        { "huge READY", [.. RawPeer.Greeting, .. RawPeer.LongHeader(4, 5000)], "a command of more than" },
        { "negative READY", [.. RawPeer.Greeting, .. RawPeer.LongHeader(4, -1)], "negative" },
        { "property without value", [.. RawPeer.Greeting, 4, 8, 5, .. "READY"u8, 9, 9], "broken properties" },
        { "property with endless value", [.. RawPeer.Greeting, 4, 12, 5, .. "READY"u8, 1, 65, 0x7F, 0xFF, 0xFF, 0xFF], "broken properties" },
        { "property with negative value", [.. RawPeer.Greeting, 4, 12, 5, .. "READY"u8, 1, 65, 0xFF, 0xFF, 0xFF, 0xFF], "broken properties" },
        { "no socket type", [.. RawPeer.Greeting, 4, 6, 5, .. "READY"u8], "cannot talk to" },
        { "wrong socket type", [.. RawPeer.Greeting, .. RawPeer.Ready("PULL")], "cannot talk to \"PULL\"" },
        { "reserved identity", [.. RawPeer.Greeting, .. RawPeer.Ready("DEALER", "\0x")], "identity" },
    };

    public static TheoryData<string, byte[], string> BrokenTraffic => new()
    {
        { "reserved bits", [8, 1, 1], "reserved bits" },
        { "all bits", [0xFF, 1, 1], "reserved bits" },
        { "command in several frames", [5, 1, 1], "several frames" },
        { "negative size", RawPeer.LongHeader(0, long.MinValue), "negative" },
        { "endless frame", RawPeer.LongHeader(0, long.MaxValue), "more than 67108864 bytes" },
        { "a byte too many", RawPeer.LongHeader(0, (64 << 20) + 1), "more than 67108864 bytes" },
        { "too many frames", [.. Enumerable.Repeat<byte[]>([1, 0], 1025).SelectMany(frame => frame)], "more than 1024 frames" },
        { "large command", RawPeer.LongHeader(4, 4097), "a command of more than" },
        { "reported error", ZmtpFraming.EncodeCommand("ERROR", [1, 65]), "reported an error" },
    };

    [Theory]
    [MemberData(nameof(BrokenGreetings))]
    public void A_broken_handshake_is_refused(string what, byte[] bytes, string reason)
    {
        Assert.NotEmpty(what);
        using var server = new EchoServer();
        using var good = RawPeer.Connect(server.Place);
        using var peer = new RawPeer(server.Place);
        peer.Send(bytes);
        peer.ReadToEnd();
        server.AssertLogs(reason);
        good.SendMessage([1]);
        Assert.Equal([[1]], good.ReadMessage());
    }

    [Fact]
    public void A_peer_of_a_wrong_type_is_told_why()
    {
        using var server = new EchoServer();
        using var peer = new RawPeer(server.Place);
        peer.Send([.. RawPeer.Greeting, .. RawPeer.Ready("SUB")]);
        Assert.EndsWith("\u0005ERROR\u0014Invalid socket type.", Encoding.Latin1.GetString(peer.ReadToEnd()));
    }

    [Theory]
    [MemberData(nameof(BrokenTraffic))]
    public void Broken_traffic_closes_its_connection_only(string what, byte[] bytes, string reason)
    {
        Assert.NotEmpty(what);
        using var server = new EchoServer();
        using var good = RawPeer.Connect(server.Place);
        using var peer = RawPeer.Connect(server.Place);
        peer.Send(bytes);
        peer.ReadToEnd();
        server.AssertLogs(reason);
        good.SendMessage([1]);
        Assert.Equal([[1]], good.ReadMessage());
        server.AssertServes();
    }

    [Fact]
    public void Frames_that_are_small_each_and_large_together_are_refused()
    {
        using var server = new EchoServer(new ZmtpLimits { MessageBytes = 10_000 });
        using var peer = RawPeer.Connect(server.Place);
        peer.SendUntilClosed([1, 255, .. new byte[255]]);
        server.AssertLogs("more than 10000 bytes");
        using var fits = RawPeer.Connect(server.Place);
        fits.SendMessage(new byte[9_999], [1]);
        Assert.Equal(2, fits.ReadMessage().Length);
    }

    [Fact]
    public void An_announced_size_takes_no_memory_until_the_bytes_come()
    {
        using var server = new EchoServer(new ZmtpLimits { Connections = 64 }, budget: 70 << 20);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var peers = Enumerable.Range(0, 60).Select(_ => RawPeer.Connect(server.Place)).ToList();
        foreach (var peer in peers)
            peer.Send([.. RawPeer.LongHeader(0, 64 << 20), 1, 2, 3]);
        Assert.True(SpinWait.SpinUntil(() => Left(server.Budget) <= 10 << 20, 10_000));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, 80 << 20);
        Assert.Equal(60, server.Connections.Length);
        Assert.Empty(server.Log);
        peers.ForEach(peer => peer.Dispose());
        Assert.True(SpinWait.SpinUntil(() => Left(server.Budget) == 70 << 20, 10_000), "what the peers held was given back");
    }

    [Fact]
    public void What_all_peers_together_leave_unfinished_is_bounded()
    {
        using var server = new EchoServer(budget: 3 << 20);
        using var first = RawPeer.Connect(server.Place);
        using var second = RawPeer.Connect(server.Place);
        first.Send([.. RawPeer.LongHeader(1, 2 << 20), .. new byte[(2 << 20) - 1]]);
        Assert.True(SpinWait.SpinUntil(() => Left(server.Budget) == 1 << 20, 10_000));
        second.SendUntilClosed([.. RawPeer.LongHeader(1, 2 << 20), .. new byte[2 << 20]]);
        server.AssertLogs("all connections together");
        server.AssertServes();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(64)]
    public void A_handshake_that_stops_in_the_middle_is_given_up(int bytes)
    {
        using var server = new EchoServer(Short);
        using var peer = new RawPeer(server.Place);
        peer.Send(RawPeer.Greeting[..bytes]);
        peer.ReadToEnd();
        server.AssertLogs("no handshake in time");
        server.AssertServes();
    }

    [Fact]
    public void A_handshake_in_drops_is_given_up_too()
    {
        using var server = new EchoServer(Short with { Stall = TimeSpan.FromMinutes(1) });
        using var peer = new RawPeer(server.Place);
        int sent = 0;
        var sender = new Thread(() =>
        {
            try
            {
                for (; sent < RawPeer.Greeting.Length; sent++)
                {
                    peer.Send(RawPeer.Greeting[sent]);
                    Thread.Sleep(50);
                }
            }
            catch (SocketException)
            {
            }
        });
        sender.Start();
        peer.ReadToEnd();
        sender.Join();
        Assert.InRange(sent, 1, RawPeer.Greeting.Length - 1);
        server.AssertLogs("no handshake in time");
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 10, 1, 2 })]
    [InlineData(new byte[] { 1, 1, 1 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 1, 0, 0 })]
    public void A_message_that_is_begun_and_not_finished_is_given_up_and_one_that_is_not_begun_is_waited_for(byte[] bytes)
    {
        using var server = new EchoServer(Short);
        using var idle = RawPeer.Connect(server.Place);
        using var peer = RawPeer.Connect(server.Place);
        peer.Send(bytes);
        peer.ReadToEnd();
        server.AssertLogs("begun and not finished");
        idle.SendMessage([1]);
        Assert.Equal([[1]], idle.ReadMessage());
    }

    [Fact]
    public void A_peer_that_asks_and_never_reads_is_closed()
    {
        using var server = new EchoServer(new ZmtpLimits { QueuedBytes = 100_000 });
        using var peer = RawPeer.Connect(server.Place);
        peer.SendUntilClosed([.. RawPeer.LongHeader(0, 50_000), .. new byte[50_000]]);
        server.AssertLogs("does not take the answers");
        server.AssertServes();
    }

    [Fact]
    public void Thousands_of_connections_that_say_nothing_keep_nobody_out()
    {
        using var server = new EchoServer(new ZmtpLimits { Connections = 8 });
        using var good = RawPeer.Connect(server.Place);
        var crowd = new List<RawPeer>();
        for (int i = 0; i < 3000; i++)
        {
            crowd.Add(new RawPeer(server.Place));
            if (i % 1000 == 999)
                server.AssertServes();
        }
        good.SendMessage([1]);
        Assert.Equal([[1]], good.ReadMessage());
        server.AssertLogs("more than 8 connections");
        crowd.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public void When_all_places_are_taken_by_peers_that_are_served_the_next_one_is_refused()
    {
        using var server = new EchoServer(new ZmtpLimits { Connections = 2 });
        using var first = RawPeer.Connect(server.Place);
        using var second = RawPeer.Connect(server.Place);
        using var third = new RawPeer(server.Place);
        third.ReadToEnd();
        second.Dispose();
        Assert.True(SpinWait.SpinUntil(() => server.Connections.Length == 1, 10_000));
        server.AssertServes();
    }

    private static long Left(ReceiveBudget budget)
    {
        // What can be taken is what is left.
        long low = 0;
        for (long step = 1L << 30; step > 0; step >>= 1)
        {
            try
            {
                budget.Take(low + step);
                budget.Give(low + step);
                low += step;
            }
            catch (ZmtpException)
            {
            }
        }
        return low;
    }
}
