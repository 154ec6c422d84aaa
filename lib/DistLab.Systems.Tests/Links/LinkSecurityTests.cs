using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DistLab.Protocols;
using DistLab.Systems.Tests.Nodes;
using static DistLab.Systems.Tests.Nodes.Counter;

namespace DistLab.Systems.Tests.Links;

/// <summary>Attacks on a node that must lead nowhere, and leave the honest links alone.</summary>
public sealed class LinkSecurityTests : IAsyncLifetime
{
    private readonly ClusterCertificates _cluster = new();
    private readonly List<string> _lines = [];
    private NodeHost<Counter.State, Message> _victim = null!;

    private ulong Schema => _victim.Messages.Schema;

    private IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    private int ClosedByVictim => Lines.Count(line => line.StartsWith("A connection to P0 was closed", StringComparison.Ordinal));

    public ValueTask InitializeAsync()
    {
        _victim = new(new Counter(), 0, new() { Nodes = 3, Credentials = _cluster.Issue(0), Log = Log });
        _victim.Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _victim.DisposeAsync();
        _cluster.Dispose();
    }

    [Fact]
    public async Task A_node_of_the_cluster_is_let_in()
    {
        await using var link = Call(_cluster.Issue(1), new(_cluster.Cluster, 1, 0, 3, Schema));
        await link.FirstConnected.WaitAsync(TimeSpan.FromSeconds(20));
        link.TryQueue(AddFrame(5));
        link.Send();
        await CountsAsync(5);
    }

    [Theory]
    [InlineData("its own", true)]
    [InlineData("another authority's", false)]
    [InlineData("none", false)]
    public async Task A_caller_that_accepts_any_server_gets_in_only_with_a_certificate_of_the_cluster(string certificate, bool expected)
    {
        using var others = new ClusterCertificates();
        using var shown = certificate switch
        {
            "its own" => _cluster.Issue(1).LoadCertificate(),
            "another authority's" => others.Issue(1, _cluster.Cluster).LoadCertificate(),
            _ => null,
        };
        Assert.Equal(expected, await IsLetInAsync(shown, new(_cluster.Cluster, 1, 0, 3, Schema)));
        await StillCountsAsync();
    }

    [Fact]
    public async Task A_node_that_pretends_to_be_another_is_refused() =>
        Assert.Contains("says that it is P1, but its certificate is P2's", await RefusedAsync(_cluster.Issue(2), new(_cluster.Cluster, 1, 0, 3, Schema)));

    [Fact]
    public async Task A_server_that_pretends_to_be_another_node_is_not_talked_to()
    {
        // P2 answers where P1 is looked for.
        using var security = LinkSecurity.Of(_cluster.Issue(2));
        await using var impostor = new FrontDoor(new(IPAddress.Loopback, 0), new(_cluster.Cluster, 1, 0, 3, Schema), security, Log);
        impostor.Open(new Nobody());
        using var honest = LinkSecurity.Of(_cluster.Issue(0));
        await using var link = new OutgoingLink(new(_cluster.Cluster, 0, 1, 3, Schema), honest, 1_000, Log);
        link.Call(impostor.Address);
        await Eventually.HoldsAsync(() => Lines.Any(line => line.StartsWith("P0 → P1", StringComparison.Ordinal)), "the link fails");
        Assert.False(link.FirstConnected.IsCompleted);
    }

    [Fact]
    public async Task Who_talks_in_the_clear_is_refused() => await RefusedAsync(null, new(_cluster.Cluster, 1, 0, 3, Schema));

    [Fact]
    public async Task Who_talks_something_else_altogether_is_refused()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_victim.Address);
        await socket.SendAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        // The victim may say that it does not understand; then it hangs up.
        while (await socket.ReceiveAsync(new byte[1_000]) > 0)
        {
        }
        await StillCountsAsync();
    }

    [Fact]
    public async Task Another_version_of_the_protocol_is_refused_and_both_are_named()
    {
        var text = await RefusedAsync(_cluster.Issue(1), new(_cluster.Cluster, 1, 0, 3, Schema + 1));
        Assert.Contains($"{Schema:x16}", text);
        Assert.Contains($"{Schema + 1:x16}", text);
        Assert.Contains("different versions of the protocol", text);
    }

    [Theory]
    [InlineData("c", 1, 0, 4, "this cluster has 3")]
    [InlineData("c", 3, 0, 3, "The caller is P3 of 3 nodes")]
    [InlineData("c", 1, 2, 3, "wants P2, but this is P0")]
    [InlineData("d", 1, 0, 3, "of cluster 'd', this node of 'c'")]
    public void Who_is_mistaken_about_the_cluster_is_told_so(string cluster, int from, int to, int nodes, string expected) =>
        Assert.Contains(expected, new Hello(cluster, from, to, nodes, 7).Objection(new("c", 0, 0, 3, 7), from));

    [Fact]
    public async Task A_bad_frame_ends_its_own_connection_and_no_other()
    {
        await using var honest = Call(_cluster.Issue(1), new(_cluster.Cluster, 1, 0, 3, Schema));
        await using var hostile = Call(_cluster.Issue(2), new(_cluster.Cluster, 2, 0, 3, Schema));
        await Task.WhenAll(honest.FirstConnected, hostile.FirstConnected).WaitAsync(TimeSpan.FromSeconds(20));
        byte[][] frames = [[99], [(byte)FrameKind.Message], [(byte)FrameKind.Message, 0, 0, 0, 0, 77], [.. AddFrame(1), 0], new byte[1_000], AddFrame(1)[..^1]];
        foreach (var frame in frames)
        {
            var (closed, connected) = (ClosedByVictim, hostile.TimesConnected);
            hostile.TryQueue(AddFrame(10));
            hostile.TryQueue(frame);
            hostile.Send();
            await Eventually.HoldsAsync(() => ClosedByVictim > closed, "the connection is closed");
            await Eventually.HoldsAsync(() => hostile.TimesConnected > connected && hostile.IsConnected, "the link is made again");
        }
        honest.TryQueue(AddFrame(1));
        honest.Send();
        // What came before each bad frame was good.
        await CountsAsync((frames.Length * 10) + 1);
        Assert.True(honest.IsConnected);
        Assert.Equal(1, honest.TimesConnected);
    }

    [Theory]
    [InlineData(0x7FFF_FFFF, "2,147,483,647")]
    [InlineData(CodecLimits.MaxGreeting + 1, "65,537")]
    [InlineData(0, "0")]
    public async Task A_greeting_that_is_announced_too_long_ends_the_connection_before_it_comes(int announced, string told)
    {
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await using var open = new NodeHost<Counter.State, Message>(new Counter(), 0, new() { Nodes = 1, TrustAnybody = true });
        await stranger.ConnectAsync(open.Address);
        await stranger.SendAsync((byte[])[.. BitConverter.GetBytes(announced), 1, 2, 3]);
        var answer = new byte[1_000];
        var length = await stranger.ReceiveAsync(answer);
        Assert.Contains($"A frame of {told} bytes is announced; 1 to 65,536 are allowed.", Encoding.UTF8.GetString(answer, 0, length));
        Assert.Equal(0, await stranger.ReceiveAsync(answer));
    }

    [Fact]
    public async Task Strangers_that_say_nothing_do_not_keep_others_out()
    {
        var silent = new List<Socket>();
        for (var i = 0; i < 40; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            silent.Add(socket);
            await socket.ConnectAsync(_victim.Address);
        }
        await StillCountsAsync();
        silent.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public void The_key_does_not_show_in_a_log() => Assert.Equal($"credentials of P1 in cluster {_cluster.Cluster}", _cluster.Issue(1).ToString());

    /// <summary>Calls the victim as an attacker would, who does not care whom it talks to.</summary>
    private async Task<bool> IsLetInAsync(X509Certificate2? certificate, Hello hello)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_victim.Address);
        await using var tls = new SslStream(new NetworkStream(socket), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        var greeting = new CodecWriter();
        greeting.Fixed32(0);
        hello.Write(greeting);
        greeting.Fixed32At(0, (uint)greeting.Length - 4);
        var answer = new byte[5];
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "whoever",
                ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true),
            });
            await tls.WriteAsync(greeting.WrittenMemory);
            await tls.ReadExactlyAsync(answer);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            return false;
        }
        return answer[4] == (byte)FrameKind.Welcome;
    }

    private async Task<string> RefusedAsync(NodeCredentials? credentials, Hello hello)
    {
        await using var link = Call(credentials, hello);
        await Eventually.HoldsAsync(() => link.Trouble is not null, "the link fails");
        Assert.False(link.FirstConnected.IsCompleted);
        await StillCountsAsync();
        return link.Trouble!;
    }

    private async Task StillCountsAsync()
    {
        await using var honest = Call(_cluster.Issue(1), new(_cluster.Cluster, 1, 0, 3, Schema));
        await honest.FirstConnected.WaitAsync(TimeSpan.FromSeconds(20));
        honest.TryQueue(AddFrame(1));
        honest.Send();
        await CountsAsync(1);
    }

    private async Task CountsAsync(int expected)
    {
        var count = 0;
        for (var i = 0; i < 2_000 && (count = (await _victim.StateAsync()).Count) != expected; i++)
            await Task.Delay(5);
        Assert.Equal(expected, count);
    }

    private OutgoingLink Call(NodeCredentials? credentials, Hello hello)
    {
        var link = new OutgoingLink(hello, LinkSecurity.Of(credentials), 100_000, Log);
        link.Call(_victim.Address);
        return link;
    }

    private byte[] AddFrame(int amount) => [(byte)FrameKind.Message, 1, 0, 1, 0, .. _victim.Messages.Encode(new Add(amount))];

    private void Log(string line)
    {
        lock (_lines)
            _lines.Add(line);
    }

    private sealed class Nobody : IVisitors
    {
        public Task<string?> ExpectAsync(Hello hello, CancellationToken cancellation) => Task.FromResult<string?>(null);

        public Task ReceiveAsync(NodeId from, FrameReader frames, CancellationToken cancellation) => Task.CompletedTask;
    }
}
