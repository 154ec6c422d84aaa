using DistLab.LoadBalancing;
using DistLab.Protocols;
using DistLab.Systems.Tests;

namespace DistLab.Web.Tests;

/// <summary>Who gets requests, and who no longer does.</summary>
public class HubHealthTests
{
    private static readonly HubOptions Quick = new() { HealthInterval = 20.Milliseconds(), HealthTimeout = 1.Seconds() };

    [Fact]
    public async Task A_server_that_says_it_is_unwell_gets_no_requests_until_it_is_well_again()
    {
        var isWell = true;
        await using var moody = new RawServer((_, stream, head) => stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            !head.Contains("/health", StringComparison.Ordinal) || Volatile.Read(ref isWell) ? "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nmoody" : "HTTP/1.1 500 Ill\r\nContent-Length: 0\r\n\r\n")).AsTask());
        await using var good = RawServer.Fine();
        await using var hub = await HubUnderTest.StartAsync(Quick, null, moody, good);
        Volatile.Write(ref isWell, false);
        await Eventually.HoldsAsync(() => Condition(hub, 0) == ServerCondition.Ejected, "the hub ejects it");
        for (var i = 0; i < 6; i++)
            Assert.Equal("fine", await hub.Client.GetStringAsync(new Uri("x", UriKind.Relative)));
        Volatile.Write(ref isWell, true);
        await Eventually.HoldsAsync(() => Condition(hub, 0) == ServerCondition.Open, "the hub admits it again");
        var answers = new[] { await hub.Client.GetStringAsync(new Uri("x", UriKind.Relative)), await hub.Client.GetStringAsync(new Uri("x", UriKind.Relative)) };
        Assert.Equal(["fine", "moody"], answers.Order());
    }

    [Fact]
    public async Task A_server_that_breaks_requests_off_is_ejected_without_a_health_check_and_tried_again_later()
    {
        var isBroken = true;
        await using var bad = new RawServer((_, stream, _) =>
        {
            if (!Volatile.Read(ref isBroken))
                return stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nagain"u8.ToArray()).AsTask();
            stream.Dispose();
            return Task.CompletedTask;
        });
        await using var good = RawServer.Fine();
        await using var hub = await HubUnderTest.StartAsync(new HubOptions { HealthPath = null, EjectAfter = 2, EjectFor = 300.Milliseconds() }, null, bad, good);
        for (var i = 0; i < 10; i++)
            Assert.Equal("fine", await hub.Client.GetStringAsync(new Uri("x", UriKind.Relative)));
        Assert.Equal(2, bad.Requests);
        Volatile.Write(ref isBroken, false);
        await Eventually.HoldsAsync(() => Condition(hub, 0) == ServerCondition.Open, "its time is over");
        Assert.Contains("again", new[] { await hub.Client.GetStringAsync(new Uri("x", UriKind.Relative)), await hub.Client.GetStringAsync(new Uri("x", UriKind.Relative)) });
    }

    [Fact]
    public async Task A_drained_server_answers_what_it_has_and_gets_nothing_new()
    {
        var go = new TaskCompletionSource();
        await using var old = new RawServer(async (_, stream, _) =>
        {
            await go.Task;
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold"u8.ToArray());
        });
        await using var fresh = RawServer.Fine("new");
        await using var hub = await HubUnderTest.StartAsync(old);
        var before = hub.Client.GetStringAsync(new Uri("x", UriKind.Relative));
        await Eventually.HoldsAsync(() => old.Requests == 1, "the request is with the old server");
        var switched = hub.Server.SwitchAsync([hub.Server.Make("new", fresh.Address)], 1.Seconds());
        Assert.Equal("new", await hub.Client.GetStringAsync(new Uri("x", UriKind.Relative)));
        Assert.False(switched.IsCompleted);
        go.SetResult();
        Assert.Equal("old", await before);
        await switched;
        Assert.Equal(["new"], hub.Server.Status.Servers.Select(server => server.Name));
    }

    [Fact]
    public async Task A_switch_to_servers_that_do_not_become_well_leaves_the_old_ones()
    {
        await using var old = RawServer.Fine("old");
        await using var ill = RawServer.Saying("HTTP/1.1 500 Ill\r\nContent-Length: 0\r\n\r\n");
        await using var hub = await HubUnderTest.StartAsync(Quick, null, old);
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Server.SwitchAsync([hub.Server.Make("new", ill.Address)], 100.Milliseconds()));
        Assert.Equal("old", await hub.Client.GetStringAsync(new Uri("x", UriKind.Relative)));
    }

    [Fact]
    public async Task Round_robin_shares_evenly_and_consistent_hashing_sends_like_to_like()
    {
        await using var one = RawServer.Fine("one");
        await using var two = RawServer.Fine("two");
        await using var hub = await HubUnderTest.StartAsync(one, two);
        for (var i = 0; i < 10; i++)
            _ = await hub.Client.GetStringAsync(new Uri("x", UriKind.Relative));
        Assert.Equal((5, 5), (one.Requests, two.Requests));
        await using var hashing = await HubUnderTest.StartAsync(HubUnderTest.Quiet with { Policy = new ConsistentHashing(new ConsistentHashRing(2, 100)) }, null, one, two);
        foreach (var path in Enumerable.Range(0, 20).Select(i => $"path{i}"))
            Assert.Equal(await hashing.Client.GetStringAsync(new Uri(path, UriKind.Relative)), await hashing.Client.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    private static ServerCondition Condition(HubUnderTest hub, int server) => hub.Server.Status.Servers[server].Condition;
}
