using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Systems.Tests.Clusters;

/// <summary>Clocks of real processes, set by Cristian's algorithm over real sockets, and judged like those of the simulator.</summary>
[Collection(Processes.Name)]
public sealed class ClockClusterTests
{
    private const int Settings = 40;

    private static readonly Duration Least = 5.Milliseconds();

    [Fact]
    public async Task Real_clocks_are_set_within_half_the_round_trip_less_the_minimum()
    {
        var run = await SetClocksAsync(Least);
        Assert.True(run.Outcomes.Count >= Settings);
        Assert.Equal(0, run.BrokenBounds);
        Assert.All(run.Outcomes, outcome => Assert.True(outcome.RoundTrip >= Least * 2));
        // Clients begin up to a second off; a setting that changed nothing would show.
        Assert.All(run.Outcomes, outcome => Assert.True(outcome.Error.Abs() < 500.Milliseconds()));
    }

    [Fact]
    public async Task A_minimum_that_is_not_one_breaks_bounds_in_the_real_world_too() => Assert.True((await SetClocksAsync(Least * 2)).BrokenBounds > 0);

    private static async Task<ClockRun> SetClocksAsync(Duration minimum)
    {
        var protocol = new CristianTimeProtocol { Minimum = minimum, Every = Delay.None, DriftBound = 50_000 };
        var clocks = ClockExperiment.Clocks(offset: 1.Seconds(), driftPpm: 50);
        await using var cluster = await Cluster.StartAsync(protocol, nodes: 3, new()
        {
            Network = Delay.ShiftedExponential(Least, Least),
            Clocks = node => node == 0 ? new() : clocks(node),
        });
        await cluster.WaitUntilAsync(() => cluster.Outputs.Count >= Settings, 60.Seconds());
        return ClockRun.From(cluster.Trace, new());
    }
}
