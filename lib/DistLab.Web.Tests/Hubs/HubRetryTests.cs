using System.Net;
using System.Net.Sockets;
using DistLab.Protocols;

namespace DistLab.Web.Tests;

/// <summary>What is sent a second time, and what never is.</summary>
public class HubRetryTests
{
    private static readonly Func<RawServer, Stream, string, Task> BreakOff = (_, stream, _) =>
    {
        stream.Dispose();
        return Task.CompletedTask;
    };

    [Fact]
    public async Task A_request_that_may_be_sent_twice_is_sent_to_another_server_when_the_first_breaks_off()
    {
        await using var bad = new RawServer(BreakOff);
        await using var good = RawServer.Fine();
        await using var hub = await HubUnderTest.StartAsync(bad, good);
        for (var i = 0; i < 4; i++)
            Assert.Equal("fine", await hub.Client.GetStringAsync(new Uri("x", UriKind.Relative)));
        Assert.Equal(bad.Requests, hub.Server.Status.Retries);
        Assert.Equal(4, good.Requests);
    }

    [Fact]
    public async Task A_post_is_never_sent_twice() => Assert.Equal(10, await PostsSeenAsync(null));

    [Fact]
    public async Task A_hub_that_sends_posts_twice_is_caught_by_the_servers_count() => Assert.True(await PostsSeenAsync(new RetriesAll()) > 10);

    [Fact]
    public async Task A_post_goes_to_another_server_when_the_first_cannot_be_reached()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var good = RawServer.Fine();
        await using var hub = await HubUnderTest.StartAsync(good);
        hub.Server.Servers.Add(hub.Server.Make("closed", (IPEndPoint)closed.LocalEndPoint!));
        for (var i = 0; i < 4; i++)
        {
            using var answer = await hub.Client.PostAsync(new Uri("x", UriKind.Relative), null);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Equal(4, good.Requests);
    }

    [Fact]
    public async Task A_post_on_a_kept_connection_that_the_server_has_closed_is_answered_all_the_same()
    {
        await using var server = new RawServer(async (_, stream, _) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            stream.Dispose();
        });
        await using var hub = await HubUnderTest.StartAsync(server);
        for (var i = 1; i <= 10; i++)
        {
            using var answer = await hub.Client.PostAsync(new Uri("x", UriKind.Relative), null);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await Systems.Tests.Eventually.HoldsAsync(() => server.Closed == i, "the connection is closed");
        }
        Assert.Equal(10, server.Requests);
    }

    [Fact]
    public async Task Retries_end_when_their_budget_is_spent()
    {
        await using var bad = new RawServer(BreakOff);
        await using var other = new RawServer(BreakOff);
        await using var hub = await HubUnderTest.StartAsync(HubUnderTest.Quiet with { RetryBudget = new(percent: 10) }, null, bad, other);
        for (var i = 0; i < 100; i++)
            using (await hub.Client.GetAsync(new Uri("x", UriKind.Relative))) { }
        // Ten to begin with, and one for each ten requests.
        Assert.InRange(hub.Server.Status.Retries, 10, 21);
        Assert.Equal(100, hub.Server.Status.BadGateway);
    }

    [Fact]
    public async Task No_server_is_503_a_broken_one_502_and_a_silent_one_504()
    {
        await using var silent = new RawServer((_, stream, _) => RawServer.ReadUntilAsync(stream, "never"));
        await using var broken = new RawServer(BreakOff);
        var options = HubUnderTest.Quiet with { AnswerTimeout = 100.Milliseconds(), RetryBudget = new(0, reserve: 0) };
        await using var none = await HubUnderTest.StartAsync(options, null);
        await using var slow = await HubUnderTest.StartAsync(options, null, silent);
        await using var bad = await HubUnderTest.StartAsync(options, null, broken);
        Assert.Equal((503, 504, 502), (await StatusAsync(none), await StatusAsync(slow), await StatusAsync(bad)));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: +3\r\n\r\nabc")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-A: 1\r\n folded\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-A : 1\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n")]
    public async Task An_answer_that_can_be_understood_in_two_ways_or_none_becomes_502(string answer)
    {
        await using var server = RawServer.Saying(answer);
        await using var hub = await HubUnderTest.StartAsync(HubUnderTest.Quiet with { RetryBudget = new(0, reserve: 0) }, null, server);
        Assert.Equal(502, await StatusAsync(hub));
        await Systems.Tests.Eventually.HoldsAsync(() => server.Closed == 1, "the hub closes the connection");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\nonly this")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nonly this")]
    public async Task An_answer_that_breaks_off_is_not_made_to_look_whole(string answer)
    {
        await using var server = new RawServer(async (_, stream, _) =>
        {
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
            await Task.Delay(50);
            stream.Dispose();
        });
        await using var hub = await HubUnderTest.StartAsync(server);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hub.Client.GetStringAsync(new Uri("x", UriKind.Relative)));
        Assert.Equal(1, hub.Server.Status.BrokenOff);
    }

    private static async Task<int> StatusAsync(HubUnderTest hub)
    {
        using var answer = await hub.Client.GetAsync(new Uri("x", UriKind.Relative));
        Assert.StartsWith(((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), await answer.Content.ReadAsStringAsync());
        return (int)answer.StatusCode;
    }

    private static async Task<int> PostsSeenAsync(RetryRules? rules)
    {
        await using var one = new RawServer(BreakOff);
        await using var other = new RawServer(BreakOff);
        await using var hub = await HubUnderTest.StartAsync(HubUnderTest.Quiet, rules, one, other);
        for (var i = 0; i < 10; i++)
            using (await hub.Client.PostAsync(new Uri("x", UriKind.Relative), i % 2 == 0 ? null : new StringContent("body"))) { }
        return one.Requests + other.Requests;
    }

    private sealed class RetriesAll() : RetryRules(new(percent: 100))
    {
        public override bool MayRetry(Exchange exchange, ForwardOutcome outcome) => outcome == ForwardOutcome.Broken && !exchange.IsBodyTouched;
    }
}
