using DistLab.Availability;
using DistLab.Checking;
using DistLab.Core.Tests.Checking;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Availability;

public sealed class RedundantHubsTests(ITestOutputHelper output)
{
    private const string TwoActive = "two hubs are active";

    [Fact]
    public void Two_hubs_are_nearly_as_available_as_the_textbook_says_when_they_notice_fast()
    {
        double Success(int beat) => Enumerable.Range(1, 15).Average(seed => new RedundantHubs(2, beat.Milliseconds()).Run(300.Seconds(), (ulong)seed).Figures.Success);
        var (slow, fast) = (Success(1_000), Success(100));
        output.WriteLine($"{slow} {fast}");
        Assert.Equal(KOutOfN.Availability(1, 2, 10 / 11.0), fast, 0.008);
        Assert.InRange(slow, 0.93, fast - 0.01);
    }

    [Fact]
    public void The_failure_of_the_active_hub_is_felt_no_longer_than_its_detection_takes()
    {
        var hubs = new RedundantHubs(2, 500.Milliseconds(), timeToFailure: Delay.Exponential(200.Seconds()), timeToRepair: Delay.Constant(20.Seconds()), requestsPerSecond: 50);
        var report = hubs.Run(2_000.Seconds());
        var alone = report.Impacts.Where(impact => !report.Impacts.Any(other => other != impact && other.Outage.From < impact.Outage.To && impact.Outage.From < other.Outage.To)).ToList();
        output.WriteLine(string.Join('\n', alone.Select(impact => $"{impact.Outage.Component} {impact.Felt}")));
        Assert.All(alone, impact => Assert.True(impact.Felt <= hubs.LongestDetectionTime + 10.Milliseconds()));
        Assert.Contains(alone, impact => impact.Outage.Component == "hub 1" && impact.Felt > 500.Milliseconds());
        // The standby's failure is felt by nobody.
        Assert.All(alone.Where(impact => impact.Outage.Component == "hub 0"), impact => Assert.Equal(Duration.Zero, impact.Felt));
    }

    [Fact]
    public void A_hub_taken_for_dead_because_its_signs_are_late_makes_two_active_ones()
    {
        var result = Check().Never(TwoActive, state => Active(state) > 1).Run(Cores.All);
        output.WriteLine(result[TwoActive].ToString());
        Assert.Equal(Verdict.Violated, result[TwoActive].Verdict);
    }

    [Fact]
    public void In_every_run_a_hub_that_has_failed_is_not_active_and_the_standby_can_take_over()
    {
        var result = Check().Never("failed and active", state => state.States.OfType<HubState.Hub>().Any(hub => hub is { IsDown: true, IsActive: true }))
            .Sometimes("the standby takes over", state => state.States[0] is HubState.Hub { IsActive: true } && state.States[1] is HubState.Hub { IsActive: false })
            .Run(Cores.All);
        output.WriteLine(result.ToString());
        Assert.True(result.Holds);
    }

    [Fact]
    public void Two_hubs_that_hear_of_each_other_are_one_active_hub_again()
    {
        Assert.Equal((1, new NodeId(1)), ActiveAfterPause(new(2, 500.Milliseconds(), timeToFailure: 1_000.Hours())));
        Assert.Equal(2, ActiveAfterPause(new Stubborn()).Count);
    }

    /// <summary>The active hub stands still for 3 s, and comes back without knowing it.</summary>
    private static (int Count, NodeId Address) ActiveAfterPause(RedundantHubs hubs)
    {
        var run = hubs.Simulate(nodes: 3);
        run.Under(FaultPlan.None.During(10.Seconds(), 13.Seconds(), Fault.Pause(1)));
        run.RunUntil(Instant.FromSeconds(12.9));
        Assert.Equal(new NodeId(0), ((HubState.Device)run.State(2)).Address);
        run.RunUntil(Instant.FromSeconds(16));
        return (Enumerable.Range(0, 2).Count(hub => ((HubState.Hub)run.State(hub)).IsActive), ((HubState.Device)run.State(2)).Address);
    }

    private static ProtocolCheck<HubState, HubMessage, Nothing> Check() =>
        new RedundantHubs(2, 500.Milliseconds(), requestsPerSecond: 0).Check(nodes: 3, timeouts: 3).UpToInFlight(6);

    private static int Active(GlobalState<HubState, HubMessage, Nothing> state) => state.States.Count(node => node is HubState.Hub { IsActive: true, IsDown: false });

    private sealed class Stubborn() : RedundantHubs(2, 500.Milliseconds(), timeToFailure: 1_000.Hours())
    {
        protected override bool GivesWay(NodeId self, NodeId other) => false;
    }
}
