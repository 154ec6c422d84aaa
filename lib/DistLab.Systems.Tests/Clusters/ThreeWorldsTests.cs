using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Systems.Tests.Clusters;

/// <summary>The same objects of the same classes in the simulator and as processes, judged by the same report.</summary>
[Collection(Processes.Name)]
public sealed class ThreeWorldsTests
{
    private const int Entries = 4;

    private static readonly Workload Busy = Workload.Closed(Delay.Exponential(4.Milliseconds()), 6.Milliseconds(), Entries);

    private static readonly Network Slow = Delay.Uniform(1.Milliseconds(), 4.Milliseconds());

    [Fact]
    public Task The_central_server_is_safe_and_costs_three_messages_an_entry_in_both_worlds() => InBothWorldsAsync(
        new CentralServerMutex(Busy), nodes: 4, clients: 3, report => Assert.Equal(3 * report.Entries, report.Messages));

    [Fact]
    public Task The_ring_is_safe_and_no_entry_waits_for_more_than_N_messages_in_both_worlds() => InBothWorldsAsync(
        new TokenRingMutex(3, Busy, forwarding: 1.Milliseconds()), nodes: 3, clients: 3, report => Assert.All(report.Visits, visit => Assert.InRange(visit.MessagesWhileWaiting, 0, 3)));

    [Fact]
    public async Task No_coordination_is_found_unsafe_in_both_worlds()
    {
        var protocol = new NoMutex(Workload.Closed(Delay.Exponential(5.Milliseconds()), 40.Milliseconds(), Entries));
        Assert.False(MutualExclusionExperiment.Run(protocol, 3, Slow, 10.Seconds()).Report.IsSafe);
        var real = await RunForRealAsync(protocol, nodes: 3, clients: 3);
        Assert.False(real.IsSafe);
        Assert.Equal(3 * Entries, real.Entries);
    }

    [Fact]
    public async Task A_second_token_that_somebody_smuggles_in_is_found_in_both_worlds()
    {
        var ring = new TokenRingMutex(3, Workload.Closed(1.Milliseconds(), 50.Milliseconds(), Entries), forwarding: 1.Milliseconds());
        var run = MutualExclusionExperiment.Run(ring, 3, Slow, 10.Seconds(), 1, Planned.SecondToken(2, 30.Milliseconds()));
        Assert.False(run.Report.IsSafe);
        Assert.False((await RunForRealAsync(ring, 3, 3, cluster => cluster.Inject(2, TokenRingMutex.Token))).IsSafe);
    }

    [Fact]
    public async Task Vector_clocks_tell_what_may_have_caused_what()
    {
        var ring = new TokenRingMutex(3, Busy, forwarding: 1.Milliseconds());
        await using var cluster = await Cluster.StartAsync(ring, nodes: 3, new() { Network = Slow });
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 9 * Entries, 60.Seconds());
        // The token goes round as long as there is a ring, and what is read twice would differ.
        for (var node = 0; node < cluster.Nodes; node++)
            await cluster.KillAsync(node);
        var rows = cluster.Rows;
        var sends = rows.Where(row => row.Row.Kind == TraceKind.Send).ToDictionary(row => row.Row.Message);
        var receipts = rows.Where(row => row.Row.Kind == TraceKind.Receive).ToList();
        Assert.NotEmpty(receipts);
        Assert.All(receipts, receipt => Assert.True(sends[receipt.Row.Message].HappenedBefore(receipt)));
        // Whoever leaves lets the next one in, so that all visits are ordered.
        var visits = rows.Where(row => row.Row.Content is CriticalSectionEvent.Entered or CriticalSectionEvent.Exited).ToList();
        Assert.All(visits.Zip(visits.Skip(1)), pair => Assert.True(pair.First.HappenedBefore(pair.Second) || pair.First.Row.Node == pair.Second.Row.Node));
        Assert.Equal(rows.Select(row => row.Row), cluster.Trace);
    }

    private static async Task InBothWorldsAsync<TState>(MutualExclusion<TState> protocol, int nodes, int clients, Action<MutualExclusionReport> check)
        where TState : MutexState
    {
        foreach (var report in new[] { MutualExclusionExperiment.Run(protocol, nodes, Slow, 10.Seconds()).Report, await RunForRealAsync(protocol, nodes, clients) })
        {
            Assert.True(report.IsSafe, report.ToString());
            Assert.Equal(clients * Entries, report.Entries);
            check(report);
        }
    }

    private static async Task<MutualExclusionReport> RunForRealAsync<TState>(
        MutualExclusion<TState> protocol, int nodes, int clients, Action<Cluster<TState, MutexMessage>>? interfere = null)
        where TState : MutexState
    {
        await using var cluster = await Cluster.StartAsync(protocol, nodes, new() { Network = Slow });
        interfere?.Invoke(cluster);
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count == 3 * clients * Entries, 60.Seconds());
        return MutualExclusionReport.From(cluster.Trace);
    }
}
