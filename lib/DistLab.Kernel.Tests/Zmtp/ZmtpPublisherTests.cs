using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace DistLab.Kernel.Tests;

public sealed class ZmtpPublisherTests
{
    [Fact]
    public void A_subscriber_gets_the_topics_that_begin_as_it_asked()
    {
        using var publisher = new Publisher();
        using var peer = publisher.Subscribe("st");
        publisher.Publish("error", "no");
        publisher.Publish("stream", "yes");
        publisher.Publish("st", "yes too");
        publisher.Publish("s", "no");
        publisher.Publish("status", "last");
        Assert.Equal(["yes", "yes too", "last"], new[] { Read(peer), Read(peer), Read(peer) });
    }

    [Fact]
    public void Subscribing_by_command_does_what_subscribing_by_message_does()
    {
        using var publisher = new Publisher();
        using var peer = RawPeer.Connect(publisher.Place, "SUB");
        peer.SendCommand("SUBSCRIBE", [.. "a"u8]);
        peer.SendCommand("SUBSCRIBE", [.. "b"u8]);
        peer.SendCommand("SUBSCRIBE", [.. "b"u8]);
        peer.SendCommand("CANCEL", [.. "a"u8]);
        peer.SendCommand("CANCEL", [.. "b"u8]);
        publisher.WaitFor(peer);
        publisher.Publish("a", "no");
        publisher.Publish("b", "yes");
        Assert.Equal("yes", Read(peer));
    }

    [Fact]
    public void A_cancelled_subscription_ends()
    {
        using var publisher = new Publisher();
        using var peer = publisher.Subscribe("");
        peer.SendMessage([1, .. "b"u8]);
        peer.SendMessage([0]);
        publisher.WaitFor(peer);
        publisher.Publish("a", "no");
        publisher.Publish("b", "yes");
        Assert.Equal("yes", Read(peer));
    }

    [Fact]
    public void Subscriptions_without_end_close_the_connection()
    {
        using var publisher = new Publisher();
        using var good = publisher.Subscribe("");
        using var peer = RawPeer.Connect(publisher.Place, "XSUB");
        peer.SendUntilClosed([0, 2, 1, 65]);
        publisher.Publish("x", "yes");
        Assert.Equal("yes", Read(good));
    }

    [Fact]
    public void A_message_longer_than_allowed_closes_the_subscriber()
    {
        using var publisher = new Publisher();
        using var peer = publisher.Subscribe("");
        peer.SendMessage(new byte[5000]);
        peer.ReadToEnd();
    }

    [Fact]
    public void A_slow_subscriber_gets_everything_in_order_and_what_waits_for_it_is_bounded()
    {
        using var publisher = new Publisher(new ZmtpLimits { QueuedBytes = 200_000 });
        using var peer = publisher.Subscribe("", receiveBuffer: 10_000);
        long published = 0;
        var producer = new Thread(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                publisher.Publish("t", $"{i} {new string('x', 10_000)}");
                Interlocked.Increment(ref published);
            }
        });
        producer.Start();
        // 20 MB do not fit into a queue of 200 kB and what the system keeps in its buffers.
        Thread.Sleep(300);
        Assert.InRange(Interlocked.Read(ref published), 1, 1999);
        for (int i = 0; i < 2000; i++)
            Assert.StartsWith($"{i} ", Read(peer));
        producer.Join();
    }

    [Fact]
    public void A_subscriber_that_takes_nothing_is_disconnected_and_the_others_get_everything()
    {
        using var publisher = new Publisher(new ZmtpLimits { QueuedBytes = 200_000, Stall = TimeSpan.FromMilliseconds(400) });
        using var stuck = publisher.Subscribe("", receiveBuffer: 10_000);
        using var good = publisher.Subscribe("");
        var received = new List<string>();
        var reader = new Thread(() =>
        {
            for (int i = 0; i < 2000; i++)
                received.Add(Read(good).Split(' ')[0]);
        });
        reader.Start();
        for (int i = 0; i < 2000; i++)
            publisher.Publish("t", $"{i} {new string('x', 10_000)}");
        reader.Join();
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => $"{i}"), received);
        Assert.Contains(publisher.Log, line => line.Contains("took nothing for"));
    }

    [Fact]
    public void An_urgent_message_gets_past_a_full_queue_and_so_does_one_that_becomes_urgent_while_it_waits()
    {
        using var publisher = new Publisher(new ZmtpLimits { QueuedBytes = 200_000 });
        using var stuck = publisher.Subscribe("", receiveBuffer: 10_000);
        bool urgent = false;
        var producer = new Thread(() =>
        {
            for (int i = 0; i < 10_000 && !Volatile.Read(ref urgent); i++)
                publisher.Publish("t", new string('x', 10_000), () => Volatile.Read(ref urgent));
        });
        producer.Start();
        Thread.Sleep(300);
        Assert.True(producer.IsAlive, "the producer waits for the subscriber");
        publisher.Publish("t", "urgent", () => true);
        Volatile.Write(ref urgent, true);
        publisher.Wake();
        Assert.True(producer.Join(10_000));
    }

    [Fact]
    public void Finish_hands_over_all_that_is_queued_before_the_connection_ends()
    {
        var publisher = new Publisher();
        using var peer = publisher.Subscribe("");
        for (int i = 0; i < 500; i++)
            publisher.Publish("t", $"{i} {new string('x', 10_000)}");
        var end = new Thread(publisher.Dispose);
        end.Start();
        for (int i = 0; i < 500; i++)
            Assert.StartsWith($"{i} ", Read(peer));
        peer.ReadToEnd();
        end.Join();
    }

    private static string Read(RawPeer peer) => Encoding.UTF8.GetString(peer.ReadMessage()[1]);

    private sealed class Publisher : IDisposable
    {
        private readonly ZmtpPublisher _publisher;

        internal Publisher(ZmtpLimits? limits = null)
        {
            _publisher = new ZmtpPublisher(
                "iopub", new IPEndPoint(IPAddress.Loopback, 0), (limits ?? new ZmtpLimits()).ForSmallMessages, new ReceiveBudget(1 << 20), Log.Enqueue);
            _publisher.Server.Start();
        }

        internal ConcurrentQueue<string> Log { get; } = new();

        internal EndPoint Place => _publisher.Server.Place;

        internal RawPeer Subscribe(string topic, int receiveBuffer = 0)
        {
            var peer = RawPeer.Connect(Place, "SUB", receiveBuffer: receiveBuffer);
            peer.SendMessage([1, .. Encoding.ASCII.GetBytes(topic)]);
            WaitFor(peer);
            return peer;
        }

        /// <summary>Waits until what the latest peer said has been taken in.</summary>
        internal void WaitFor(RawPeer peer)
        {
            // What is behind the subscription on the same connection is answered after it.
            peer.SendCommand("PING", 0, 0);
            Assert.Equal("\u0004PONG", Encoding.Latin1.GetString(peer.ReadFrame().Body));
        }

        internal void Publish(string topic, string text) => Publish(topic, text, () => false);

        internal void Publish(string topic, string text, Func<bool> isUrgent)
        {
            byte[] first = Encoding.ASCII.GetBytes(topic);
            _publisher.Publish(first, ZmtpFraming.Encode(first, Encoding.UTF8.GetBytes(text)), isUrgent);
        }

        internal void Wake() => _publisher.Wake();

        public void Dispose()
        {
            _publisher.Server.Finish(TimeSpan.FromSeconds(5));
            _publisher.Dispose();
        }
    }
}
