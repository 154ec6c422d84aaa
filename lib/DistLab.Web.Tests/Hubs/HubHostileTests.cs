using System.Text;
using DistLab.Protocols;

namespace DistLab.Web.Tests;

/// <summary>Clients that mean no good. What they send must not reach a server as something else, nor cost the hub much.</summary>
public class HubHostileTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef")]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nHost: i\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nX-A: 1\r\n folded\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nX-A: a\0b\r\n\r\n")]
    [InlineData("GET /\x01 HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("CONNECT evil:80 HTTP/1.1\r\nHost: evil:80\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task A_request_that_can_be_understood_in_two_ways_or_none_reaches_no_server(string request)
    {
        await using var server = RawServer.Fine();
        await using var hub = await HubUnderTest.StartAsync(server);
        var answer = await RawClient.AskAsync(hub.Address, request, milliseconds: 300);
        Assert.StartsWith("HTTP/1.1 4", answer);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task A_second_request_hidden_in_a_body_stays_a_body()
    {
        const string Hidden = "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n";
        await using var server = new RawServer(async (_, stream, _) =>
        {
            await stream.ReadExactlyAsync(new byte[Hidden.Length]);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        });
        await using var hub = await HubUnderTest.StartAsync(server);
        _ = await RawClient.AskAsync(hub.Address, $"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {Hidden.Length}\r\n\r\n{Hidden}", milliseconds: 300);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("5\r\nabc")]
    [InlineData("5\r\nabcdeXX0\r\n\r\n")]
    [InlineData("zz\r\nabc")]
    [InlineData("ffffffffffffffffff\r\nabc")]
    public async Task A_chunked_body_that_is_cut_off_or_wrong_never_looks_whole_to_the_server(string body)
    {
        var seen = new TaskCompletionSource<string>();
        await using var server = new RawServer(async (_, stream, _) => seen.TrySetResult(await RawServer.ReadUntilAsync(stream, "0\r\n\r\n")));
        await using var hub = await HubUnderTest.StartAsync(server);
        var client = await RawClient.OpenAsync(hub.Address, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
        await Systems.Tests.Eventually.HoldsAsync(() => server.Requests == 1, "the head reaches the server");
        client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        Assert.DoesNotContain("0\r\n\r\n", await seen.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_head_that_is_too_long_is_refused()
    {
        await using var server = RawServer.Fine();
        await using var hub = await HubUnderTest.StartAsync(server);
        var answer = await RawClient.AskAsync(hub.Address, $"GET / HTTP/1.1\r\nHost: h\r\nX-Long: {new string('a', 40_000)}\r\n\r\n", milliseconds: 1_000);
        Assert.StartsWith("HTTP/1.1 431", answer);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task An_answer_whose_head_does_not_end_is_given_up()
    {
        await using var server = new RawServer(async (_, stream, _) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray());
            while (true)
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"X-More: {new string('m', 1_000)}\r\n"));
        });
        await using var hub = await HubUnderTest.StartAsync(HubUnderTest.Quiet with { RetryBudget = new(0, reserve: 0) }, null, server);
        Assert.StartsWith("HTTP/1.1 502", await RawClient.AskAsync(hub.Address, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
    }

    [Theory]
    [InlineData("Content-Length: 2000")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task A_body_that_is_too_long_is_refused(string framing)
    {
        await using var server = new RawServer((_, stream, _) => RawServer.ReadUntilAsync(stream, "0\r\n\r\n"));
        await using var hub = await HubUnderTest.StartAsync(HubUnderTest.Quiet with { MaxBodyBytes = 1_000 }, null, server);
        var answer = await RawClient.AskAsync(hub.Address, $"POST / HTTP/1.1\r\nHost: h\r\n{framing}\r\n\r\n7d0\r\n{new string('a', 2_000)}\r\n0\r\n\r\n", milliseconds: 1_000);
        Assert.StartsWith("HTTP/1.1 413", answer);
    }

    [Fact]
    public async Task A_client_that_sends_its_head_letter_by_letter_is_cut_off_and_others_are_served_meanwhile()
    {
        await using var server = RawServer.Fine();
        await using var hub = await HubUnderTest.StartAsync(HubUnderTest.Quiet with { HeadTimeout = 1.Seconds() }, null, server);
        var slow = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RawClient.OpenAsync(hub.Address, "GET / HT")));
        Assert.Equal("fine", await hub.Client.GetStringAsync(new Uri("x", UriKind.Relative)));
        var said = await Task.WhenAll(slow.Select(client => RawClient.ReadAllAsync(client)));
        Assert.All(said, answer => Assert.StartsWith("HTTP/1.1 408", answer));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Answers_that_are_not_read_are_not_kept_in_memory()
    {
        var written = 0L;
        await using var server = new RawServer(async (_, stream, _) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"u8.ToArray());
            var some = new byte[64 * 1024];
            while (true)
            {
                await stream.WriteAsync(some);
                Interlocked.Add(ref written, some.Length);
            }
        });
        await using var hub = await HubUnderTest.StartAsync(server);
        await using var client = await RawClient.OpenAsync(hub.Address, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        long before;
        do
        {
            before = Interlocked.Read(ref written);
            await Task.Delay(200);
        }
        while (Interlocked.Read(ref written) > before);
        // What the system's own buffers hold is a few megabytes.
        Assert.InRange(before, 1, 32_000_000);
    }
}
