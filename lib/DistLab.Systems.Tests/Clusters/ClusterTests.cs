using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Systems.Tests.Nodes;
using static DistLab.Systems.Tests.Nodes.Counter;

namespace DistLab.Systems.Tests.Clusters;

[Collection(Processes.Name)]
public sealed class ClusterTests
{
    [Fact]
    public async Task Three_processes_take_turns()
    {
        var ring = new TokenRingMutex(3, Workload.Closed(5.Milliseconds(), 5.Milliseconds(), entries: 4), forwarding: 1.Milliseconds());
        await using var cluster = await Cluster.StartAsync(ring, nodes: 3);
        TestContext.Current.TestOutputHelper?.WriteLine($"up in {cluster.StartedIn}");
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 36);
        var report = MutualExclusionReport.From(cluster.Trace);
        Assert.True(report.IsSafe);
        Assert.Equal(12, report.Entries);
    }

    [Fact]
    public async Task A_message_from_outside_reaches_its_node_and_the_state_can_be_seen()
    {
        await using var cluster = await Cluster.StartAsync(new Counter(), nodes: 2);
        cluster.Inject(0, new Forward(1, 7));
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 1);
        Assert.Equal(new(7, 1), await cluster.StateAsync(1));
        Assert.Equal("State { Count = 0, Lives = 1 }", await cluster.StateTextAsync(0));
    }

    [Fact]
    public async Task All_clusters_that_were_forgotten_can_be_ended_at_once()
    {
        var forgotten = await Cluster.StartAsync(new Counter(), nodes: 2);
        int[] processes = [forgotten.ProcessId(0), forgotten.ProcessId(1)];
        Assert.All(processes, process => Assert.True(LiveProcesses.Contains(process)));
        await Cluster.StopAllAsync();
        Assert.All(processes, process => Assert.False(LiveProcesses.Contains(process)));
        Assert.Throws<ObjectDisposedException>(() => forgotten.Inject(0, new Add(1)));
    }
}
