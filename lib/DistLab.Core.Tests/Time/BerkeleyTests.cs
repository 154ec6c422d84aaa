using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Time;

public sealed class BerkeleyTests
{
    [Fact]
    public void The_textbooks_three_clocks_meet_at_3_05()
    {
        // Master 3:00, the others 3:25 and 2:50 (van Steen and Tanenbaum, 3rd ed., §6.1).
        var round = BerkeleyRound.Of([0.Minutes(), 25.Minutes(), -10.Minutes()]);
        Assert.Equal(5.Minutes(), round.Mean);
        Assert.Equal([5.Minutes(), -20.Minutes(), 15.Minutes()], round.Adjustments);
    }

    [Fact]
    public void The_adjustments_of_those_that_count_sum_to_nothing_and_bring_all_to_one_time() =>
        Prop.ForAll(Gen.Choose(-1_000_000, 1_000_000).NonEmptyListOf().ToArbitrary(), numbers =>
        {
            var differences = numbers.Select(n => new Duration(n * 1_000L)).ToList();
            var round = BerkeleyRound.Of(differences, 200.Milliseconds());
            var counted = round.Adjustments.Where((_, i) => round.Included[i]).Sum(a => a.Nanoseconds);
            return Math.Abs(counted) <= differences.Count && differences.Zip(round.Adjustments, (d, a) => d + a).Distinct().Count() == 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_group_that_counts_is_the_largest_that_agrees_against_all_subsets() =>
        Prop.ForAll(Gen.Choose(0, 40).ListOf(7).ToArbitrary(), numbers =>
        {
            var differences = numbers.Select(n => n.Milliseconds()).ToList();
            var round = BerkeleyRound.Of(differences, 10.Milliseconds());
            var counted = differences.Where((_, i) => round.Included[i]).ToList();
            var largest = Enumerable.Range(1, (1 << 7) - 1)
                .Select(set => differences.Where((_, i) => (set >> i & 1) != 0).ToList())
                .Where(group => group.Max() - group.Min() <= 10.Milliseconds()).Max(group => group.Count);
            return counted.Count == largest && counted.Max() - counted.Min() <= 10.Milliseconds();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_liar_drags_the_group_along_unless_outliers_are_left_out()
    {
        var deceived = Quality(new BerkeleyProtocol(6));
        var careful = Quality(new BerkeleyProtocol(6) { Tolerance = 3.Seconds() });
        Assert.True(deceived.Accuracy > 9.Minutes());
        Assert.True(careful.Accuracy < 1.Seconds());
        Assert.True(careful.Precision < 3.Milliseconds(), $"{careful}");
    }

    [Fact]
    public void A_node_that_does_not_answer_holds_the_others_up_for_the_masters_patience_only()
    {
        Network network = new Link(5.Milliseconds());
        network = network.With(0, 3, new Link(5.Milliseconds()) { Loss = 1 });
        var run = new BerkeleyProtocol(4).Simulate(4, network: network, trace: Trace.KeepAll(), clocks: ClockExperiment.Clocks(1.Seconds(), 0));
        run.RunUntil(Instant.FromSeconds(5));
        Assert.Equal(3, run.Trace.Count(row => row.Kind == TraceKind.Output));
        var errors = Enumerable.Range(0, 3).Select(node => run.Clock(node).Error(run.Now)).ToList();
        Assert.True(errors.Max() - errors.Min() < 1.Microseconds());
    }

    [Fact]
    public void On_a_symmetric_network_the_clocks_meet_exactly_and_may_all_be_wrong()
    {
        var run = new BerkeleyProtocol(5).Simulate(5, network: Delay.Constant(5.Milliseconds()), clocks: node => new(100.Milliseconds() * node.Index));
        var samples = ClockExperiment.Watch(run, 1.Seconds(), 1.Seconds());
        Assert.Equal(new ClockQuality(Duration.Zero, 200.Milliseconds()), ClockQuality.Of(samples));
    }

    private static ClockQuality Quality(BerkeleyProtocol protocol)
    {
        var honest = ClockExperiment.Clocks(1.Seconds(), 0);
        var run = protocol.Simulate(6, network: Delay.Uniform(4.Milliseconds(), 6.Milliseconds()), clocks: node => node == 5 ? new(1.Hours()) : honest(node));
        var samples = ClockExperiment.Watch(run, 5.Seconds(), 5.Seconds());
        return ClockQuality.Of(samples.Where(sample => sample.Node != 5));
    }
}
