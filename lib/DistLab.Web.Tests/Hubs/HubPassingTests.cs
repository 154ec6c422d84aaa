using System.Net;
using System.Text;
using DistLab.Systems.Tests;

namespace DistLab.Web.Tests;

/// <summary>What a hub passes on, and what it does not.</summary>
public class HubPassingTests
{
    [Fact]
    public async Task A_request_and_its_answer_pass_with_their_fields()
    {
        await using var server = RawServer.Saying("HTTP/1.1 201 Made\r\nContent-Length: 2\r\nX-One: a\r\nX-One: b\r\nETag: \"7\"\r\n\r\nok");
        await using var hub = await HubUnderTest.StartAsync(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "a/b%20c?q=1&r=%C3%A4");
        request.Headers.Add("X-Mine", "yes");
        using var answer = await hub.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.Created, "Made", "ok"), (answer.StatusCode, answer.ReasonPhrase, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(["a", "b"], answer.Headers.GetValues("X-One"));
        Assert.Equal("1.1 distlab", answer.Headers.Via.ToString());
        Assert.StartsWith("GET /a/b%20c?q=1&r=%C3%A4 HTTP/1.1\r\n", server.Head(0));
        Assert.Contains("\r\nX-Mine: yes\r\n", server.Head(0));
        Assert.Contains($"\r\nForwarded: for=127.0.0.1;host=\"{hub.Address}\";proto=http\r\n", server.Head(0));
        Assert.Contains("\r\nVia: 1.1 distlab\r\n", server.Head(0));
    }

    [Fact]
    public async Task Fields_for_the_next_neighbour_only_end_at_the_hub_both_ways()
    {
        await using var server = RawServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: X-Secret\r\nX-Secret: s\r\nKeep-Alive: timeout=5\r\nProxy-Authenticate: Basic\r\nX-Kept: k\r\n\r\n");
        await using var hub = await HubUnderTest.StartAsync(server);
        var answer = await RawClient.AskAsync(hub.Address, "GET / HTTP/1.1\r\nHost: h\r\nConnection: X-Hop\r\nX-Hop: 1\r\nTE: trailers\r\nUpgrade: websocket\r\nProxy-Authorization: p\r\nKeep-Alive: 3\r\nX-Stays: 1\r\n\r\n", milliseconds: 300);
        Assert.StartsWith("HTTP/1.1 200 OK", answer);
        Assert.Contains("X-Kept: k", answer);
        Assert.DoesNotContain("X-Secret", answer);
        Assert.DoesNotContain("Proxy-Authenticate", answer);
        Assert.DoesNotContain("timeout=5", answer);
        var head = server.Head(0);
        Assert.Contains("X-Stays: 1", head);
        foreach (var gone in new[] { "X-Hop", "TE:", "Upgrade", "Proxy-Authorization", "Keep-Alive", "Connection" })
            Assert.DoesNotContain(gone, head);
    }

    [Fact]
    public async Task A_body_reaches_the_server_before_its_end_and_the_answer_the_client_before_its_end()
    {
        var step = new SemaphoreSlim(0);
        await using var server = new RawServer(async (_, stream, _) =>
        {
            Assert.Equal("5\r\nfirst\r\n", await RawServer.ReadUntilAsync(stream, "first\r\n"));
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n"u8.ToArray());
            await step.WaitAsync();
            Assert.Equal("4\r\nlast\r\n0\r\n\r\n", await RawServer.ReadUntilAsync(stream, "0\r\n\r\n"));
            await stream.WriteAsync("3\r\ntwo\r\n0\r\n\r\n"u8.ToArray());
        });
        await using var hub = await HubUnderTest.StartAsync(server);
        await using var client = await RawClient.OpenAsync(hub.Address, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
        var start = await RawServer.ReadUntilAsync(client, "one\r\n");
        Assert.Contains("3\r\none\r\n", start);
        step.Release();
        await client.WriteAsync("4\r\nlast\r\n0\r\n\r\n"u8.ToArray());
        Assert.Equal("3\r\ntwo\r\n0\r\n\r\n", await RawServer.ReadUntilAsync(client, "0\r\n\r\n"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4_095)]
    [InlineData(3_000_000)]
    public async Task Bodies_of_all_lengths_pass_unchanged_both_ways(int length)
    {
        await using var server = new RawServer(async (_, stream, head) =>
        {
            var body = new byte[length];
            await stream.ReadExactlyAsync(body);
            Assert.Contains($"Content-Length: {length}\r\n", head);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n"));
            await stream.WriteAsync(body);
        });
        await using var hub = await HubUnderTest.StartAsync(server);
        var sent = new byte[length];
        new Random(7).NextBytes(sent);
        using var answer = await hub.Client.PutAsync(new Uri("x", UriKind.Relative), new ByteArrayContent(sent));
        Assert.Equal(sent, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Connections_to_servers_are_kept_and_used_again()
    {
        await using var server = RawServer.Fine();
        await using var hub = await HubUnderTest.StartAsync(server);
        for (var i = 0; i < 20; i++)
            Assert.Equal("fine", await hub.Client.GetStringAsync(new Uri("x", UriKind.Relative)));
        Assert.Equal((20, 1), (server.Requests, server.Connections));
    }

    [Fact]
    public async Task A_client_that_leaves_takes_its_request_at_the_server_with_it()
    {
        await using var server = new RawServer((_, stream, _) => RawServer.ReadUntilAsync(stream, "never"));
        await using var hub = await HubUnderTest.StartAsync(server);
        var client = await RawClient.OpenAsync(hub.Address, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        await Eventually.HoldsAsync(() => server.Requests == 1, "the request reaches the server");
        client.Dispose();
        await Eventually.HoldsAsync(() => server.Closed == 1, "the hub closes the connection to the server");
        await Eventually.HoldsAsync(() => hub.Server.Status is { ClientsGone: 1, BadGateway: 0 }, "the hub counts a client that is gone");
    }

    [Fact]
    public async Task Answers_without_a_body_or_an_end_of_their_own_are_understood()
    {
        await using var server = new RawServer(async (_, stream, head) =>
        {
            if (head.StartsWith("HEAD", StringComparison.Ordinal))
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"u8.ToArray());
            else if (head.StartsWith("GET /none", StringComparison.Ordinal))
                await stream.WriteAsync("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
            else
                await stream.WriteAsync("HTTP/1.0 200 OK\r\n\r\nuntil the end"u8.ToArray());
            if (head.StartsWith("GET /close", StringComparison.Ordinal))
                stream.Dispose();
        });
        await using var hub = await HubUnderTest.StartAsync(server);
        using var head = await hub.Client.SendAsync(new(HttpMethod.Head, "x"));
        Assert.Equal(99, head.Content.Headers.ContentLength);
        using var none = await hub.Client.GetAsync(new Uri("none", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, none.StatusCode);
        Assert.Equal("until the end", await hub.Client.GetStringAsync(new Uri("close", UriKind.Relative)));
    }

    [Fact]
    public async Task An_early_answer_to_a_body_that_does_not_end_reaches_the_client()
    {
        await using var server = RawServer.Saying("HTTP/1.1 403 No\r\nContent-Length: 3\r\n\r\nno!");
        await using var hub = await HubUnderTest.StartAsync(server);
        await using var client = await RawClient.OpenAsync(hub.Address, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\nbegin");
        Assert.EndsWith("no!", await RawServer.ReadUntilAsync(client, "no!"));
    }
}
