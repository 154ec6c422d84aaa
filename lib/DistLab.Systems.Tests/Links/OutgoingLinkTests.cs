using System.Net;
using DistLab.Protocols;

namespace DistLab.Systems.Tests.Links;

public class OutgoingLinkTests
{
    private static readonly Hello Greeting = new("open", 0, 1, 2, 7);

    [Fact]
    public async Task What_was_queued_before_the_other_end_was_there_arrives_in_order()
    {
        await using var link = new OutgoingLink(Greeting, LinkSecurity.None, 10_000, _ => { });
        for (byte i = 0; i < 100; i++)
            Assert.True(link.TryQueue([i]));
        link.Send();
        await using var other = new OtherEnd();
        link.Call(other.Address);
        await Eventually.HoldsAsync(() => other.Received.Count == 100, "all arrive");
        Assert.Equal(Enumerable.Range(0, 100), other.Received);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_again_and_later_frames_arrive_in_order()
    {
        await using var other = new OtherEnd();
        await using var link = new OutgoingLink(Greeting, LinkSecurity.None, 10_000, _ => { });
        link.Call(other.Address);
        for (var round = 0; round < 5; round++)
        {
            await Eventually.HoldsAsync(() => link.IsConnected && other.Connections == round + 1, "the link stands");
            link.TryQueue([(byte)round]);
            link.Send();
            await Eventually.HoldsAsync(() => other.Received.Count == round + 1, "the frame arrives");
            other.Door.HangUp(0);
        }
        Assert.Equal([0, 1, 2, 3, 4], other.Received);
    }

    [Fact]
    public async Task A_node_that_has_moved_is_found_where_it_is()
    {
        await using var link = new OutgoingLink(Greeting, LinkSecurity.None, 10_000, _ => { });
        await using (var first = new OtherEnd())
        {
            link.Call(first.Address);
            await link.FirstConnected;
        }
        await using var second = new OtherEnd();
        link.Call(second.Address);
        link.TryQueue([42]);
        link.Send();
        await Eventually.HoldsAsync(() => second.Received.Count == 1, "the frame arrives at the new place");
    }

    [Fact]
    public async Task A_full_queue_takes_no_more()
    {
        await using var link = new OutgoingLink(Greeting, LinkSecurity.None, 100, _ => { });
        Assert.True(link.TryQueue(new byte[96]));
        Assert.False(link.TryQueue([1]));
        link.Clear();
        Assert.True(link.TryQueue([1]));
    }

    [Fact]
    public async Task A_reason_for_failing_is_told_once()
    {
        var lines = new List<string>();
        await using (var link = new OutgoingLink(Greeting with { Schema = 8 }, LinkSecurity.None, 100, lines.Add))
        {
            await using var other = new OtherEnd();
            link.Call(other.Address);
            await Eventually.HoldsAsync(() => other.Turned >= 3, "the link is tried again and again");
        }
        Assert.Single(lines, line => line.Contains("P1 refuses P0", StringComparison.Ordinal));
    }

    private sealed class OtherEnd : IVisitors, IAsyncDisposable
    {
        private readonly List<int> _received = [];

        public OtherEnd()
        {
            Door = new(new(IPAddress.Loopback, 0), new("open", 1, 0, 2, 7), LinkSecurity.None, _ => Turned++);
            Door.Open(this);
        }

        public FrontDoor Door { get; }

        public IPEndPoint Address => Door.Address;

        public int Connections { get; private set; }

        public int Turned { get; private set; }

        public IReadOnlyList<int> Received
        {
            get
            {
                lock (_received)
                    return [.. _received];
            }
        }

        public Task<string?> ExpectAsync(Hello hello, CancellationToken cancellation) => Task.FromResult<string?>(null);

        public async Task ReceiveAsync(NodeId from, FrameReader frames, CancellationToken cancellation)
        {
            Connections++;
            while (await frames.NextAsync(cancellation) is { } frame)
            {
                lock (_received)
                    _received.Add(frame[0]);
            }
        }

        public ValueTask DisposeAsync() => Door.DisposeAsync();
    }
}
