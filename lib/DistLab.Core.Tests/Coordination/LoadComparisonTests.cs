using DistLab.Coordination;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Coordination;

public sealed class LoadComparisonTests
{
    private static readonly Duration Hop = 5.Milliseconds();

    private static readonly IReadOnlyList<LoadPoint> Points = MutualExclusionExperiment.CompareLoads(
        clients: 10, Hop, work: 10.Milliseconds(), [2.Seconds(), 1.Milliseconds()]);

    [Fact]
    public void The_central_server_costs_three_messages_at_any_load()
    {
        Assert.All(Points.Where(p => p.Protocol == "central server"), p => Assert.InRange(p.MessagesPerEntry, 3, 3.1));
        Assert.All(Points.Where(p => p.Protocol == "central server"), p => Assert.Equal(Hop * 2, p.SynchronizationDelay));
        Assert.Equal(Hop * 2, Points[0].ClientDelay);
    }

    [Fact]
    public void The_ring_costs_many_messages_idle_and_one_saturated()
    {
        Assert.True(Points[1].MessagesPerEntry > 30);
        Assert.InRange(Points[3].MessagesPerEntry, 1, 1.01);
        Assert.Equal(Hop, Points[3].SynchronizationDelay);
    }

    [Fact]
    public void An_idle_ring_of_ten_has_a_client_delay_of_five_hops_on_average() =>
        Assert.InRange(Points[1].ClientDelay!.Value.Milliseconds, 23, 28);

    [Fact]
    public void Saturated_throughput_is_one_over_work_and_synchronization_delay()
    {
        Assert.InRange(Points[2].EntriesPerSecond, 49, 51);
        Assert.InRange(Points[3].EntriesPerSecond, 66, 68);
    }

    [Fact]
    public void A_table_of_costs_takes_idle_and_busy_from_the_ends()
    {
        var costs = MutexCost.Of(Points);
        Assert.Equal(["central server", "token ring"], costs.Select(cost => cost.Algorithm));
        Assert.Equal((3, 3, 10.Milliseconds(), 10.Milliseconds()), (costs[0].MessagesIdle, costs[0].MessagesBusy, costs[0].ClientDelayIdle, costs[0].SyncDelayBusy));
        Assert.Equal((1, 5.Milliseconds()), (costs[1].MessagesBusy, costs[1].SyncDelayBusy));
    }

    [Fact]
    public void An_exercise_that_is_not_done_yet_is_told_from_a_failure() =>
        Assert.Throws<NotImplementedException>(() => MutualExclusionExperiment.Run(new Unwritten(), 2, Delay.Constant(Hop), 1.Seconds(), 1, Planned.Enter(1, Hop)));

    [Fact]
    public void The_share_of_the_runs_that_are_done_is_told_up_to_one()
    {
        var told = new Reports();
        var points = MutualExclusionExperiment.CompareLoads(3, Hop, work: 10.Milliseconds(), [2.Seconds(), 1.Milliseconds()], progress: told);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], told);
        Assert.Equal(MutualExclusionExperiment.CompareLoads(3, Hop, work: 10.Milliseconds(), [2.Seconds(), 1.Milliseconds()]), points);
    }

    private sealed class Unwritten() : MutualExclusion<NoMutex.State>(Workload.None)
    {
        protected override NoMutex.State OnInitialization(NodeId self, Effects<MutexMessage> effects) => new();

        protected override NoMutex.State ToEnter(NoMutex.State state, NodeId self, Effects<MutexMessage> effects) => throw new NotImplementedException();

        protected override NoMutex.State ToExit(NoMutex.State state, NodeId self, Effects<MutexMessage> effects) => state;

        protected override NoMutex.State OnReceipt(NoMutex.State state, NodeId self, NodeId from, MutexMessage message, Effects<MutexMessage> effects) => state;
    }
}
