using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Systems.Tests.Nodes;
using static DistLab.Systems.Tests.Nodes.Counter;

namespace DistLab.Systems.Tests.Clusters;

[Collection(Processes.Name)]
public sealed class ClusterFaultTests
{
    [Fact]
    public async Task A_killed_node_keeps_what_is_durable_and_messages_to_it_are_lost_until_it_is_back()
    {
        await using var cluster = await Cluster.StartAsync(new Counter(), nodes: 2);
        await CountAsync(cluster, 5);
        var first = cluster.ProcessId(1);
        await cluster.KillAsync(1);
        Assert.False(cluster.IsUp(1));
        Assert.False(LiveProcesses.Contains(first));
        await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.StateAsync(1));
        cluster.Inject(0, new Forward(1, 100));
        cluster.Inject(1, new Add(100));
        await cluster.WaitUntilAsync(() => cluster.Trace.Count(row => row.Kind == TraceKind.Lost) == 2);

        await cluster.RestartAsync(1);
        Assert.NotEqual(first, cluster.ProcessId(1));
        Assert.Equal(new(5, 2), await cluster.StateAsync(1));
        await CountAsync(cluster, 1);
        Assert.Equal(new(6, 2), await cluster.StateAsync(1));
        TraceKind[] life = [TraceKind.Start, TraceKind.Crash, TraceKind.Restart];
        Assert.Equal(life, cluster.Trace.Where(row => row.Node == 1 && life.Contains(row.Kind)).Select(row => row.Kind));
    }

    [Fact]
    public async Task Killed_amid_its_work_again_and_again_a_node_loses_nothing_that_it_has_confirmed()
    {
        // The benchmarks' command `real` does it a hundred times.
        const int rounds = 15;
        var processes = new List<int>();
        var confirmed = 0;
        var random = new RandomStream(5);
        await using (var cluster = await Cluster.StartAsync(new Counter(), nodes: 1, new() { RecordsOutputsOnly = true }))
        {
            for (var round = 0; round < rounds; round++)
            {
                processes.Add(cluster.ProcessId(0));
                var before = cluster.Outputs.Count;
                // It is killed while it counts: somewhere between the first and the last of these.
                for (var i = 0; i < 300; i++)
                    cluster.Inject(0, new Add(1));
                var target = before + 1 + random.NextBelow(150);
                await cluster.WaitUntilAsync(() => cluster.Outputs.Count >= target, 30.Seconds());
                await cluster.KillAsync(0);
                confirmed = cluster.Outputs.Max(output => (int)output.Value);
                await cluster.RestartAsync(0);
                var state = await cluster.StateAsync(0);
                Assert.True(state.Count >= confirmed, $"in round {round} it had confirmed {confirmed}, but came back with {state.Count}");
                Assert.Equal(round + 2, state.Lives);
            }
            processes.Add(cluster.ProcessId(0));
        }
        Assert.InRange(confirmed, rounds, rounds * 300);
        Assert.Equal(rounds + 1, processes.Distinct().Count());
        Assert.DoesNotContain(processes, LiveProcesses.Contains);
    }

    [Fact]
    public async Task A_paused_node_answers_nothing_and_goes_on_where_it_was()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot pause a process.");
        await using var cluster = await Cluster.StartAsync(new Counter(), nodes: 2);
        await cluster.PauseAsync(1);
        cluster.Inject(0, new Forward(1, 3));
        await cluster.WaitUntilAsync(() => cluster.Trace.Any(row => row.Kind == TraceKind.Send));
        await Task.Delay(200);
        Assert.Empty(cluster.Outputs);
        await cluster.ResumeAsync(1);
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 1);
        Assert.Equal(new(3, 1), await cluster.StateAsync(1));
        Assert.Equal([(TraceKind.Pause, 1), (TraceKind.Resume, 1)], cluster.Trace.Where(row => row.Kind is TraceKind.Pause or TraceKind.Resume).Select(row => (row.Kind, row.Node.Index)));
    }

    [Fact]
    public async Task Nobody_has_to_wait_for_a_paused_node_that_is_sent_much_and_nothing_of_it_is_lost()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot pause a process.");
        await using var cluster = await Cluster.StartAsync(new Counter(), nodes: 1, new() { RecordsOutputsOnly = true });
        await cluster.PauseAsync(0);
        // Far more than a pipe holds.
        for (var i = 0; i < 20_000; i++)
            cluster.Inject(0, new Add(1));
        await cluster.ResumeAsync(0);
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 20_000, 60.Seconds());
        await cluster.PauseAsync(0);
        for (var i = 0; i < 20_000; i++)
            cluster.Inject(0, new Add(1));
        await cluster.KillAsync(0);
        Assert.False(cluster.IsUp(0));
    }

    [Fact]
    public async Task Faults_that_were_written_for_the_simulator_befall_processes_and_stand_in_the_trace()
    {
        await using var cluster = await Cluster.StartAsync(new Counter(), nodes: 2);
        var links = LinkSet.Of(0, 1);
        Fault[] faults = [Fault.Lose(1, links), Fault.Lose(0, links), Fault.Cut(0, 1), Fault.Mend(links), Fault.Duplicate(1, links), Fault.Duplicate(0, links), Fault.Delay(80.Milliseconds(), links)];
        int[] arrivals = [0, 1, 0, 1, 2, 1, 1];
        var total = 0;
        for (var i = 0; i < faults.Length; i++)
        {
            await cluster.ApplyAsync(faults[i]);
            var lost = cluster.Trace.Count(row => row.Kind == TraceKind.Lost);
            cluster.Inject(0, new Forward(1, 1));
            total += arrivals[i];
            await cluster.WaitUntilAsync(() => cluster.Outputs.Count + cluster.Trace.Count(row => row.Kind == TraceKind.Lost) == total + lost + (arrivals[i] == 0 ? 1 : 0));
            Assert.Equal(total, cluster.Outputs.Count);
        }
        var (sent, received) = (cluster.Trace.Last(row => row.Kind == TraceKind.Send), cluster.Trace.Last(row => row.Kind == TraceKind.Receive && row.Peer == 0));
        Assert.InRange((received.At - sent.At).Milliseconds, 80, 5_000);
        Assert.Equal(faults, cluster.Trace.Where(row => row.Kind == TraceKind.Network).Select(row => row.Content));
        foreach (var beyond in new[] { Fault.Slow(0, 2), Fault.ClockStep(0, 1.Seconds()), Fault.LoseMessage(0, 1) })
            Assert.Contains(beyond.ToString(), (await Assert.ThrowsAsync<NotSupportedException>(() => cluster.ApplyAsync(beyond))).Message);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => cluster.ApplyAsync(Fault.Cut(0, 2)));
    }

    [Fact]
    public async Task Messages_that_are_held_back_are_overtaken()
    {
        await using var cluster = await Cluster.StartAsync(new Counter(), nodes: 2);
        await cluster.ApplyAsync(Fault.Reorder(0.5, 50.Milliseconds(), LinkSet.Of(0, 1)));
        for (var i = 1; i <= 30; i++)
            cluster.Inject(0, new Forward(1, i));
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 30);
        var arrived = cluster.Trace.Where(row => row.Kind == TraceKind.Receive && row.Peer == 0).Select(row => ((Add)row.Content!).Amount).ToList();
        Assert.Equal(Enumerable.Range(1, 30), arrived.Order());
        Assert.NotEqual(arrived.Order(), arrived);
    }

    [Fact]
    public async Task A_one_way_cut_loses_what_goes_one_way_and_can_be_mended()
    {
        await using var cluster = await Cluster.StartAsync(new Counter(), nodes: 2);
        cluster.CutOneWay(0, 1);
        cluster.Inject(0, new Forward(1, 1));
        cluster.Inject(1, new Forward(0, 10));
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 1 && cluster.Trace.Any(row => row.Kind == TraceKind.Lost));
        Assert.Equal(10, cluster.Outputs[0].Value);
        var lost = cluster.Trace.Single(row => row.Kind == TraceKind.Lost);
        Assert.Equal((NodeId)1, lost.Node);
        Assert.Equal(new Add(1), lost.Content);
        Assert.Contains(cluster.Trace, row => row.Kind == TraceKind.Send && row.Message == lost.Message);

        cluster.Heal(0, 1);
        await CountAsync(cluster, 2);
        Assert.Equal(2, (await cluster.StateAsync(1)).Count);
    }

    [Fact]
    public async Task A_partition_parts_the_sides_and_what_is_under_way_is_lost()
    {
        await using var cluster = await Cluster.StartAsync(new Counter(), nodes: 3, new() { Network = Delay.Constant(300.Milliseconds()) });
        cluster.Inject(0, new Forward(2, 1));
        cluster.Inject(0, new Forward(1, 10));
        await cluster.WaitUntilAsync(() => cluster.Trace.Count(row => row.Kind == TraceKind.Send) == 2);
        await cluster.ApplyAsync(Fault.Partition([0, 1], [2]));
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 1 && cluster.Trace.Any(row => row.Kind == TraceKind.Lost));
        Assert.Equal((NodeId)1, cluster.Outputs[0].Node);
        Assert.Equal((NodeId)2, cluster.Trace.Single(row => row.Kind == TraceKind.Lost).Node);
        await cluster.ApplyAsync(Fault.Heal);
        cluster.Inject(0, new Forward(2, 1));
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 2);
        Assert.Equal([TraceKind.Partition, TraceKind.Heal], cluster.Trace.Where(row => row.Kind is TraceKind.Partition or TraceKind.Heal).Select(row => row.Kind));
    }

    [Fact]
    public async Task A_delay_delays_a_loss_loses_and_a_copy_comes_twice()
    {
        await using var cluster = await Cluster.StartAsync(new Counter(), nodes: 2);
        cluster.SetNetwork(Delay.Constant(100.Milliseconds()));
        cluster.Inject(0, new Forward(1, 1));
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 1);
        var sent = cluster.Trace.Single(row => row.Kind == TraceKind.Send);
        var received = cluster.Trace.Single(row => row.Kind == TraceKind.Receive && row.Peer == 0);
        Assert.InRange((received.At - sent.At).Milliseconds, 100, 5_000);

        cluster.SetLink(0, 1, new Link(Delay.None) { Duplication = 1 });
        cluster.Inject(0, new Forward(1, 10));
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 3);
        Assert.Equal(21, (await cluster.StateAsync(1)).Count);

        cluster.SetLink(0, 1, new Link(Delay.None) { Loss = 0.5 });
        for (var i = 0; i < 100; i++)
            cluster.Inject(0, new Forward(1, 1));
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count - 3 + cluster.Trace.Count(row => row.Kind == TraceKind.Lost) == 100);
        Assert.InRange(cluster.Trace.Count(row => row.Kind == TraceKind.Lost), 25, 75);
    }

    [Fact]
    public async Task Without_proxies_nodes_talk_directly_and_find_each_other_again_after_a_restart()
    {
        await using var cluster = await Cluster.StartAsync(new Counter(), nodes: 2, new() { Proxied = false, Log = line => TestContext.Current.TestOutputHelper?.WriteLine(line) });
        await CountAsync(cluster, 1);
        await cluster.KillAsync(1);
        await cluster.RestartAsync(1);
        await CountAsync(cluster, 1);
        Assert.Equal(new(2, 2), await cluster.StateAsync(1));
        Assert.Contains("without proxies", Assert.Throws<InvalidOperationException>(() => cluster.Cut(0, 1)).Message);
    }

    [Fact]
    public async Task A_cluster_with_a_folder_of_its_own_remembers_its_last_run()
    {
        using var folder = new TempFolder();
        await using (var cluster = await Cluster.StartAsync(new Counter(), nodes: 2, new() { Folder = folder.At("state") }))
            await CountAsync(cluster, 4);
        await using (var cluster = await Cluster.StartAsync(new Counter(), nodes: 2, new() { Folder = folder.At("state") }))
            Assert.Equal(new(4, 2), await cluster.StateAsync(1));
    }

    private static async Task CountAsync(Cluster<Counter.State, Message> cluster, int amount)
    {
        var before = cluster.Outputs.Count;
        cluster.Inject(0, new Forward(1, amount));
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == before + 1);
    }
}
