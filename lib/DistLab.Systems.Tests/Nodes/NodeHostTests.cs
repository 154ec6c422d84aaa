using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Simulation;
using static DistLab.Systems.Tests.Nodes.Counter;

namespace DistLab.Systems.Tests.Nodes;

public sealed class NodeHostTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_goes_round_a_ring_of_sockets_and_nobody_is_inside_together_with_another(bool secure)
    {
        var ring = new TokenRingMutex(3, Workload.Closed(2.Milliseconds(), 2.Milliseconds(), entries: 5), forwarding: 1.Milliseconds());
        await using var nodes = new LocalNodes<TokenRingMutex.State, MutexMessage>(ring, 3, secure);
        await nodes.StartAsync();
        await Eventually.HoldsAsync(() => Enumerable.Range(0, 3).All(i => nodes.Outputs(i).Count == 15), "three clients enter and leave five times each");

        var report = MutualExclusionReport.From(nodes.Trace);
        Assert.True(report.IsSafe);
        Assert.Equal(15, report.Entries);
        Assert.Empty(nodes.Lines);
    }

    [Fact]
    public async Task Messages_between_two_nodes_arrive_in_the_order_of_their_sending()
    {
        await using var nodes = new LocalNodes<Counter.State, Message>(new Counter(), 2);
        await nodes.StartAsync();
        for (var i = 1; i <= 1_000; i++)
            nodes.Hosts[0].Inject(new Forward(1, i));
        await Eventually.HoldsAsync(() => nodes.Outputs(1).Count == 1_000, "all messages arrive");
        Assert.Equal(Enumerable.Range(1, 1_000).Select(i => i * (i + 1) / 2), nodes.Outputs(1).Cast<int>());
    }

    [Fact]
    public async Task Durable_state_is_on_the_disk_when_its_output_is_known()
    {
        await using (var nodes = new LocalNodes<Counter.State, Message>(new Counter(), 1, folder: _folder.Path))
        {
            await nodes.StartAsync();
            nodes.Hosts[0].Inject(new Add(3));
            nodes.Hosts[0].Inject(new Add(4));
            await Eventually.HoldsAsync(() => nodes.Outputs(0).Count == 2, "both are counted");
        }
        await using (var nodes = new LocalNodes<Counter.State, Message>(new Counter(), 1, folder: _folder.Path))
        {
            await nodes.StartAsync();
            Assert.Equal(new(7, 2), await nodes.Hosts[0].StateAsync());
        }
    }

    [Fact]
    public async Task Without_a_folder_nothing_is_remembered()
    {
        await using var nodes = new LocalNodes<Counter.State, Message>(new Counter(), 1);
        await nodes.StartAsync();
        nodes.Hosts[0].Inject(new Add(3));
        Assert.Equal(new(3, 1), await nodes.Hosts[0].StateAsync());
    }

    [Fact]
    public async Task A_failing_handler_stops_its_node_after_all_that_came_before_and_says_where()
    {
        await using var nodes = new LocalNodes<Counter.State, Message>(new Counter(), 1);
        await nodes.StartAsync();
        nodes.Hosts[0].Inject(new Add(1));
        nodes.Hosts[0].Inject(new Boom());
        nodes.Hosts[0].Inject(new Add(1));
        var failure = await Assert.ThrowsAsync<ProtocolException>(() => nodes.Hosts[0].Completion);
        Assert.Matches("^P0 failed at .*, on Receive Boom { }: boom$", failure.Message);
        Assert.Equal([1], nodes.Outputs(0));
        await Assert.ThrowsAsync<InvalidOperationException>(nodes.Hosts[0].StateAsync);
    }

    [Fact]
    public async Task A_node_that_does_not_exist_cannot_be_sent_to()
    {
        await using var nodes = new LocalNodes<Counter.State, Message>(new Counter(), 1);
        await nodes.StartAsync();
        nodes.Hosts[0].Inject(new Forward(1, 1));
        Assert.Contains("to P1, but the nodes are P0 … P0", (await Assert.ThrowsAsync<ProtocolException>(() => nodes.Hosts[0].Completion)).Message);
    }

    [Fact]
    public async Task Timers_run_out_in_their_order_and_one_that_is_set_anew_runs_out_once()
    {
        await using var nodes = new LocalNodes<Alarms.State, string>(new Alarms(), 1);
        await nodes.StartAsync();
        await Eventually.HoldsAsync(() => nodes.Outputs(0).Contains("c"), "the last timer runs out");
        Assert.Equal(["a", "b", "c"], nodes.Outputs(0));
    }

    [Fact]
    public async Task A_message_of_megabytes_arrives_and_one_that_is_too_large_is_told_to_its_sender()
    {
        await using var nodes = new LocalNodes<Parcels.State, string>(new Parcels(), 2);
        await nodes.StartAsync();
        nodes.Hosts[0].Inject(new string('x', 3_000_000));
        await Eventually.HoldsAsync(() => nodes.Outputs(1).Count == 1, "the message arrives");
        Assert.Equal([3_000_000], nodes.Outputs(1));
        nodes.Hosts[0].Inject(new string('x', CodecLimits.MaxMessage));
        Assert.Contains("bytes", (await Assert.ThrowsAsync<ProtocolException>(() => nodes.Hosts[0].Completion)).Message);
    }

    [Fact]
    public async Task A_message_to_oneself_arrives()
    {
        await using var nodes = new LocalNodes<Counter.State, Message>(new Counter(), 1);
        await nodes.StartAsync();
        nodes.Hosts[0].Inject(new Forward(0, 5));
        await Eventually.HoldsAsync(() => nodes.Outputs(0).Count == 1, "the message arrives");
    }

    [Fact]
    public void Security_is_left_out_only_by_a_word_of_its_own() =>
        Assert.Contains("TrustAnybody", Assert.Throws<ArgumentException>(() => new NodeHost<Counter.State, Message>(new Counter(), 0, new() { Nodes = 1 })).Message);

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using var first = new NodeHost<Counter.State, Message>(new Counter(), 0, new() { Nodes = 1, TrustAnybody = true });
        var taken = Assert.Throws<IOException>(() => new NodeHost<Counter.State, Message>(new Counter(), 0, new() { Nodes = 1, TrustAnybody = true, Address = first.Address }));
        Assert.Contains($"The port {first.Address.Port} of 127.0.0.1 is taken", taken.Message);
    }

    private sealed class Alarms : Protocol<Alarms.State, string>
    {
        public sealed record State;

        public override State Start(NodeId self, Effects<string> effects)
        {
            effects.SetTimer("c", 60.Milliseconds());
            effects.SetTimer("b", 1.Milliseconds());
            effects.SetTimer("gone", 1.Milliseconds());
            effects.SetTimer("a", 2.Milliseconds());
            effects.SetTimer("b", 20.Milliseconds());
            effects.CancelTimer("gone");
            return new();
        }

        public override State OnMessage(State state, NodeId self, NodeId from, string message, Effects<string> effects) => state;

        public override State OnTimer(State state, NodeId self, string timer, Effects<string> effects)
        {
            effects.Output(timer);
            return state;
        }
    }

    private sealed class Parcels : Protocol<Parcels.State, string>
    {
        public sealed record State;

        public override State Start(NodeId self, Effects<string> effects) => new();

        public override State OnMessage(State state, NodeId self, NodeId from, string message, Effects<string> effects)
        {
            if (self == 0)
                effects.Send(1, message);
            else
                effects.Output(message.Length);
            return state;
        }
    }
}
