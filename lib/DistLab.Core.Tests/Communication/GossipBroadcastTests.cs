using DistLab.Communication;
using DistLab.Protocols;
using DistLab.Simulation;
using static DistLab.Communication.GossipBroadcast;

namespace DistLab.Core.Tests.Communication;

public sealed class GossipBroadcastTests
{
    private const int Nodes = 5;

    [Fact]
    public void Every_node_learns_every_value_though_messages_are_lost_and_doubled_and_nodes_crash()
    {
        for (var seed = 1UL; seed <= 30; seed++)
            Assert.True(AllKnowAll(new GossipBroadcast(Nodes, 50.Milliseconds()), seed, crash: true), $"seed {seed}");
    }

    [Fact]
    public void Without_telling_again_values_get_lost() =>
        Assert.Contains(Enumerable.Range(1, 30), seed => !AllKnowAll(new GossipBroadcast(Nodes, 1_000.Seconds()), (ulong)seed, crash: false));

    [Fact]
    public void Without_durable_state_a_crash_forgets_what_was_acknowledged() =>
        Assert.Contains(Enumerable.Range(1, 30), seed => !AllKnowAll(new Forgetful<GossipBroadcast.State, Message>(new GossipBroadcast(Nodes, 50.Milliseconds())), (ulong)seed, crash: true));

    [Fact]
    public void When_all_have_acknowledged_nobody_says_anything_any_more()
    {
        var simulation = new GossipBroadcast(Nodes, 50.Milliseconds()).Simulate(Nodes, seed: 1, network: Delay.Constant(5.Milliseconds()));
        simulation.Inject(Instant.Zero, 0, new Broadcast(1, "x"));
        Assert.Equal(RunOutcome.Quiet, simulation.Run());
        // Each node tells all others but the one it heard it from, and each telling is acknowledged.
        Assert.Equal(2 * ((Nodes - 1) + ((Nodes - 1) * (Nodes - 2))), simulation.MessagesSent);
    }

    [Fact]
    public void A_neighbour_that_comes_late_is_told_everything()
    {
        var simulation = new GossipBroadcast(2, 50.Milliseconds()).Simulate(2, seed: 1);
        simulation.Inject(Instant.Zero, 0, new SetNeighbours(1, []));
        simulation.Inject(Instant.Zero, 0, new Broadcast(2, "early"));
        simulation.RunFor(200.Milliseconds());
        Assert.Empty(simulation.State(1).Known);
        simulation.Inject(simulation.Now, 0, new SetNeighbours(3, [1]));
        simulation.RunFor(200.Milliseconds());
        Assert.Equal(["early"], simulation.State(1).Known);
    }

    [Fact]
    public void Sorted_lists_are_sets()
    {
        ValueList<string> set = ["a", "c", "e"];
        Assert.Equal([false, true, false, true], new[] { "", "a", "b", "e" }.Select(value => SortedValues.Contains(set, value)));
        Assert.Equal(["a", "b", "c", "e"], SortedValues.Union(set, ["e", "b", "b"]));
        Assert.Same(set, SortedValues.Union(set, ["c"]));
        Assert.Equal(["a", "e"], SortedValues.Except(set, ["c", "z"]));
    }

    /// <summary>Clients broadcast through a line of nodes over a bad network; then it gets well, and there is time.</summary>
    private static bool AllKnowAll(Protocol<GossipBroadcast.State, Message> protocol, ulong seed, bool crash)
    {
        var network = new Link(Delay.Exponential(10.Milliseconds())) { Loss = 0.3, Duplication = 0.1 };
        var simulation = protocol.Simulate(Nodes, seed, network);
        for (var node = 0; node < Nodes; node++)
            simulation.Inject(Instant.Zero, node, new SetNeighbours(0, [.. new[] { node - 1, node + 1 }.Where(i => i is >= 0 and < Nodes).Select(i => (NodeId)i)]));
        for (var i = 0; i < 20; i++)
            simulation.Inject(Instant.FromMilliseconds(10 * i), i % Nodes, new Broadcast(i, $"v{i}"));
        if (crash)
        {
            simulation.Schedule(Instant.FromMilliseconds(95), Fault.Crash(1));
            simulation.Schedule(Instant.FromMilliseconds(300), Fault.Restart(1));
        }
        simulation.RunUntil(Instant.FromSeconds(20));
        var acknowledged = Enumerable.Range(0, 20).Count(i => !crash || i % Nodes != 1 || i < 10);
        // Only what was acknowledged must be known; those that came while the node was down were not.
        return Enumerable.Range(0, Nodes).All(node => simulation.State(node).Known.Count == acknowledged);
    }
}
