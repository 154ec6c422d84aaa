using DistLab.Checking;
using DistLab.Coordination;
using DistLab.Core.Tests.Checking;
using DistLab.Protocols;
using DistLab.Simulation;
using static DistLab.Coordination.DeadlockChecks;

namespace DistLab.Core.Tests.Coordination;

public sealed class DeadlockTests(ITestOutputHelper output)
{
    private static readonly Duration Hop = 1.Milliseconds();

    [Fact]
    public void A_cycle_is_found_and_its_cheapest_process_is_the_victim()
    {
        var graph = WaitForGraph.Empty.Wait(4, 0).Wait(0, 1).Wait(1, 2).Wait(2, 0).Wait(1, 3);
        Assert.Equal([0, 1, 2], graph.Cycle.Select(p => p.Index));
        Assert.True(graph.IsOnCycle(1));
        Assert.False(graph.IsOnCycle(4));
        Assert.Equal(1, graph.Victim(p => p == 1 ? 1 : 5).Index);
        Assert.Equal(2, graph.Victim(_ => 1).Index);
        Assert.False(graph.Grant(2, 0).HasDeadlock);
        Assert.Equal("P0 → P1, P2 → P0, P4 → P0", graph.Awake(1).ToString());
        Assert.Same(graph, graph.Awake(3));
        Assert.Equal("P0 → P1, P1 → P2, P1 → P3, P2 → P0, P4 → P0", graph.ToString());
    }

    [Fact]
    public void Victims_are_chosen_until_nobody_waits_for_ever()
    {
        var graph = WaitForGraph.Empty.Wait(0, 1).Wait(1, 0).Wait(2, 3).Wait(3, 4).Wait(4, 2);
        Assert.Equal([1, 4], graph.Victims(_ => 1).Select(p => p.Index));
        Assert.Empty(WaitForGraph.Empty.Wait(0, 1).Victims(_ => 1));
        Assert.Throws<InvalidOperationException>(() => WaitForGraph.Empty.Victim(_ => 1));
    }

    [Fact]
    public void Processes_come_to_wait_as_in_a_graph_and_those_on_its_circle_learn_of_it()
    {
        var waits = WaitForGraph.Empty.Wait(0, 1).Wait(1, 2).Wait(1, 3).Wait(2, 0).Wait(4, 1);
        var found = EdgeChasingExperiment.Run(waits, 5.Milliseconds()).Select(row => row.Content).OfType<DeadlockFound>();
        Assert.Equal([0, 1, 2], found.Select(deadlock => deadlock.Process.Index).Order());
        Assert.Throws<ArgumentException>(() => EdgeChasingExperiment.Run(WaitForGraph.Empty, 5.Milliseconds()));
    }

    [Fact]
    public void Graphs_are_equal_whatever_the_order_in_which_they_came_about() =>
        Assert.Equal(WaitForGraph.Empty.Wait(0, 1).Wait(1, 2), WaitForGraph.Empty.Wait(1, 2).Wait(0, 1).Wait(0, 1));

    [Fact]
    public void A_random_graph_has_a_cycle_exactly_when_it_cannot_be_taken_apart()
    {
        for (var seed = 1UL; seed <= 300; seed++)
        {
            var random = new RandomStream(seed);
            var graph = WaitForGraph.Empty;
            for (var i = 0; i < 7; i++)
                graph = graph.Wait(random.NextBelow(6), random.NextBelow(6));
            // Kahn: take away whoever waits for nobody, again and again.
            var rest = graph;
            for (var round = 0; round < 6; round++)
            {
                foreach (var on in rest.Edges.Select(e => e.On).Where(on => rest.Edges.All(e => e.Waiting != on)).ToList())
                    rest = rest.Without(on);
            }
            Assert.Equal(rest.Edges.Count > 0, graph.HasDeadlock);
        }
    }

    [Fact]
    public void Every_deadlock_is_found_and_no_other() => Assert.All(Demands(), needs =>
    {
        var result = new EdgeChasing(3, Hop, Hop).CheckDetection(nodes: 3, needs).Run(Cores.All);
        output.WriteLine(result.ToString());
        Assert.True(result.Holds && result.End == SearchEnd.Complete, result.ToString());
    });

    [Fact]
    public void Passing_probes_on_for_those_who_have_been_given_what_they_asked_for_finds_phantoms()
    {
        var result = new Gullible(3, Hop, Hop).CheckDetection(nodes: 3, Demands()[0]).Run(Cores.All);
        output.WriteLine(result.ToString());
        Assert.Equal(Verdict.Violated, result[NoPhantoms].Verdict);
    }

    [Fact]
    public void Without_the_test_for_dependence_probes_go_round_for_ever()
    {
        // P0 and P1 wait for each other, and P2 for P0: its probe never comes home.
        (int At, int Node, NodeSet Of)[] needs = [(0, 0, [1]), (0, 1, [0]), (0, 2, [0])];
        Assert.InRange(Run(new EdgeChasing(3, Hop * 100, Hop * 5), needs).Count(row => row.Kind == TraceKind.Send), 1, 15);
        Assert.True(Run(new Tireless(3, Hop * 100, Hop * 5), needs).Count(row => row.Kind == TraceKind.Send) > 300);
    }

    [Fact]
    public void A_ring_of_any_size_is_found_with_as_many_probes_as_it_has_edges()
    {
        foreach (var n in new[] { 2, 5, 20, 60 })
        {
            // Only the first is impatient enough to ask before it is answered.
            var simulation = new EdgeChasing(n, Hop * 1000, Hop * 5).Simulate(n, 1, new Link(Hop) { InOrder = true }, Trace.KeepAll());
            for (var i = 0; i < n; i++)
                simulation.Inject(Instant.Zero + (i == 0 ? Duration.Zero : new Duration(1)), i, EdgeChasingMessage.Need([(i + 1) % n]));
            simulation.RunUntil(Instant.Zero + Hop * (6 + n));
            Assert.Contains(simulation.Trace, row => row.Content is DeadlockFound(var found) && found == 0);
            Assert.Equal(n, simulation.Trace.Count(row => row.Kind == TraceKind.Send && row.Content is EdgeChasingMessage.Probe(var initiator, _) && initiator == 0));
        }
    }

    private static (NodeId Process, NodeSet Of)[][] Demands() =>
    [
        [(0, [1]), (1, [2]), (2, [0])],
        [(0, [1, 2]), (1, [0])],
        [(0, [1]), (1, [0]), (2, [0])],
        [(0, [1, 2]), (1, [2])],
    ];

    private static Trace Run(EdgeChasing protocol, params (int At, int Node, NodeSet Of)[] needs)
    {
        var simulation = protocol.Simulate(3, 1, new Link(Hop) { InOrder = true }, Trace.KeepAll());
        foreach (var (at, node, of) in needs)
            simulation.Inject(Instant.Zero + (Hop * at), node, EdgeChasingMessage.Need(of));
        simulation.RunUntil(Instant.Zero + 500.Milliseconds());
        return simulation.Trace;
    }

    private sealed class Gullible(int count, Delay work, Delay patience) : EdgeChasing(count, work, patience)
    {
        protected override bool Depends(NodeId sender, State state) => state.WaitsFor.Count > 0;
    }

    private sealed class Tireless(int count, Delay work, Delay patience) : EdgeChasing(count, work, patience)
    {
        protected override bool IsNew(NodeId initiator, int number, State state) => true;
    }
}
