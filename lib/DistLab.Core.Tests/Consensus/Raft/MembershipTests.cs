using DistLab.Consensus;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Consensus.Raft;

/// <summary>Changes of the cluster by one server at a time.</summary>
public sealed class MembershipTests
{
    private static readonly RaftOptions Options = new() { SnapshotAfter = 10 };

    [Fact]
    public void A_server_is_added_when_it_has_caught_up_and_counts_from_then_on()
    {
        var run = new RaftStore(3, Options).Simulate(nodes: 4);
        Fill(run, 25);
        run.Inject(run.Now, Leader(run), new RaftStore.ChangeServers([0, 1, 2, 3]));
        run.RunFor(1.Seconds());
        Assert.Contains(new RaftStore.ServersChanged([0, 1, 2, 3]), Outputs(run));
        Assert.Equal(25, run.State(3).Machine.Count);
        // Of four servers three must be up now.
        var leader = Leader(run);
        run.Under(FaultPlan.None.At(run.Now.SinceZero + 1.Milliseconds(), Others(run, leader).Take(2).Select(server => Fault.Crash(server))));
        run.RunFor(100.Milliseconds());
        Put(run, leader, 99);
        run.RunFor(2.Seconds());
        Assert.DoesNotContain(Outputs(run), output => output is RaftStore.ClientReply { Serial: 99 });
    }

    [Fact]
    public void A_leader_that_is_removed_steps_down_once_that_is_committed_and_the_others_go_on()
    {
        var run = new RaftStore(3, Options).Simulate(nodes: 3);
        Fill(run, 5);
        var former = Leader(run);
        run.Inject(run.Now, former, new RaftStore.ChangeServers(NodeSet.First(3).Remove(former)));
        run.RunFor(3.Seconds());
        Assert.Contains(Outputs(run), output => output is RaftStore.ServersChanged { Servers.Count: 2 });
        var next = Leader(run);
        Assert.NotEqual(former, next);
        Assert.Equal(RaftRole.Follower, run.State(former).Role);
        Put(run, next, 6);
        run.RunFor(1.Seconds());
        Assert.Contains(Outputs(run), output => output is RaftStore.ClientReply { Serial: 6 });
    }

    [Theory]
    [InlineData(1, "exactly one")]
    [InlineData(3, "exactly one")]
    [InlineData(5, "exactly one")]
    public void A_change_by_any_other_number_is_refused(int servers, string why)
    {
        var run = new RaftStore(3, Options).Simulate(nodes: 5);
        Fill(run, 1);
        run.Inject(run.Now, Leader(run), new RaftStore.ChangeServers(NodeSet.First(servers)));
        run.RunFor(1.Seconds());
        Assert.Contains(why, Assert.Single(Outputs(run).OfType<RaftStore.ChangeRefused>()).Why);
    }

    [Fact]
    public void Changes_and_faults_together_break_no_guarantee()
    {
        var scenario = new RaftStore(3, StoreTrial.Options).Scenario(nodes: 5, length: 2.Seconds(), network: StoreTrial.UsualNetwork).Guarantees(5, state => state);
        NodeSet[] steps = [[0, 1, 2, 3], [0, 1, 2, 3, 4], [1, 2, 3, 4], [2, 3, 4], [0, 2, 3, 4], [0, 3, 4]];
        for (var i = 0; i < 60; i++)
            scenario = scenario.Inject((300 + (i * 25)).Milliseconds(), i % 5, new RaftStore.ChangeServers(steps[i / 10]));
        var nemesis = new Nemesis(5, until: 2.Seconds()).With(Fault.Crash(0), every: 300.Milliseconds(), lasting: 100.Milliseconds()).With(Fault.Partition(), every: 500.Milliseconds(), lasting: 150.Milliseconds());
        Assert.Null(scenario.Search(nemesis, 1..60)?.ToString());
        var run = (scenario with { Seed = 1 }).Under(nemesis.Draw(1)).Prepare();
        run.RunUntil(Instant.FromSeconds(2));
        Assert.True(Outputs(run).OfType<RaftStore.ServersChanged>().Distinct().Count() >= 3);
    }

    private static void Fill(Simulation<RaftStore.State, RaftStore.Message> run, int count)
    {
        run.RunUntil(() => Enumerable.Range(0, run.Nodes).Any(server => run.State(server).Role == RaftRole.Leader));
        for (var i = 1; i <= count; i++)
            Put(run, Leader(run), i);
        run.RunFor(500.Milliseconds());
    }

    private static void Put(Simulation<RaftStore.State, RaftStore.Message> run, NodeId server, int number) =>
        run.Inject(run.Now, server, new RaftStore.ClientRequest(1, number, new StoreCommand.Put($"key {number}", "value")));

    private static NodeId Leader(Simulation<RaftStore.State, RaftStore.Message> run) =>
        Enumerable.Range(0, run.Nodes).Single(server => run.IsUp(server) && run.State(server).Role == RaftRole.Leader);

    private static IEnumerable<NodeId> Others(Simulation<RaftStore.State, RaftStore.Message> run, NodeId but) =>
        Enumerable.Range(0, run.Nodes).Select(server => (NodeId)server).Where(server => server != but);

    private static IEnumerable<object> Outputs(Simulation<RaftStore.State, RaftStore.Message> run) =>
        run.Trace.Where(row => row.Kind == TraceKind.Output).Select(row => row.Content!);
}
