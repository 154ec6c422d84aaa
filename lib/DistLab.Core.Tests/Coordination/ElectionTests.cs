using DistLab.Checking;
using DistLab.Coordination;
using DistLab.Core.Tests.Checking;
using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;
using static DistLab.Coordination.ElectionChecks;

namespace DistLab.Core.Tests.Coordination;

public sealed class ElectionTests(ITestOutputHelper output)
{
    private static readonly Delay Hop = 1.Milliseconds();

    [Fact]
    public void Every_ring_of_eight_that_all_start_takes_n_H_n_messages_on_average_and_36_at_worst()
    {
        var count = ElectionExperiment.EveryRing(ids => new ChangRobertsElection(ids), 8);
        Assert.Equal(5_040, count.Arrangements);
        Assert.Equal(36, count.Worst);
        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], count.WorstArrangement);
        Assert.Equal(8 * Enumerable.Range(1, 8).Sum(i => 1.0 / i), count.Mean, 9);
        Assert.Equal((8 * 2) - 1, count.Least);
    }

    [Fact]
    public void One_starter_takes_3_times_N_minus_1_messages_at_worst()
    {
        for (var n = 2; n <= 6; n++)
        {
            var worst = ElectionExperiment.EveryRing(ids => new ChangRobertsElection(ids), n, one: true).Worst;
            Assert.Equal((3 * n) - 1, worst + n);
        }
    }

    [Fact]
    public void A_ring_of_Chang_and_Roberts_elects_the_greatest_whoever_starts_and_however_long_messages_take() =>
        ForAllRings((ids, starters, network, seed) => Right(ids, ElectionExperiment.Run(new ChangRobertsElection(ids), ids.Count, network, starters, seed: seed)));

    [Fact]
    public void A_ring_of_Hirschberg_and_Sinclair_elects_the_greatest_within_its_bound() =>
        ForAllRings((ids, starters, network, seed) =>
        {
            var run = ElectionExperiment.Run(new HirschbergSinclairElection(ids), ids.Count, network, starters, seed: seed);
            return Right(ids, run) && run.ElectionMessages <= 8 * ids.Count * (1 + Math.Ceiling(Math.Log2(ids.Count)));
        });

    [Fact]
    public void Large_rings_in_the_worst_order_take_quadratically_many_messages_or_n_log_n()
    {
        ValueList<int> falling = [.. Enumerable.Range(0, 256).Select(i => 256 - i)];
        Assert.Equal(256 * 257 / 2, ElectionExperiment.Run(new ChangRobertsElection(falling), 256, Hop).ElectionMessages);
        Assert.InRange(ElectionExperiment.Run(new HirschbergSinclairElection(falling), 256, Hop).ElectionMessages, 256, 8 * 256 * 9);
    }

    [Fact]
    public void Every_run_of_a_small_ring_is_safe_and_live()
    {
        foreach (ValueList<int> ids in new ValueList<int>[] { [1, 2], [3, 1, 2], [3, 2, 1], [4, 3, 2, 1], [4, 1, 3, 2] })
            Holds(new ChangRobertsElection(ids).CheckElection().InOrder().Run(Cores.All));
        foreach (ValueList<int> ids in new ValueList<int>[] { [1, 2], [3, 1, 2], [3, 2, 1] })
            Holds(new HirschbergSinclairElection(ids).CheckElection().InOrder().Run(Cores.All));
    }

    [Fact]
    public void Sending_smaller_identifiers_on_elects_two_or_none()
    {
        Violated(Safety, new Generous([3, 1, 2]).CheckElection().Run(Cores.All));
        Violated(Liveness, new Modest([3, 1, 2]).CheckElection().Run(Cores.All));
    }

    [Fact]
    public void The_bully_takes_N_minus_2_messages_at_best_and_quadratically_many_at_worst()
    {
        ElectionRun Run(int n, int starter) => ElectionExperiment.Run(new BullyElection(n, 3.Milliseconds()), n, Hop, [starter], [n - 1]);
        foreach (var n in new[] { 4, 8, 16, 32 })
        {
            Assert.Equal(n - 2, Run(n, n - 2).Messages);
            var runs = Enumerable.Range(0, n - 1).Select(starter => Run(n, starter)).ToList();
            Assert.All(runs, run => Assert.Equal([n - 2], run.Leaders));
            Assert.All(runs, run => Assert.Equal(n - 1, run.Informed));
            // All below the winner call one after the other: (N − 2) + (N − 1)(N − 2)/2 questions less one each, as many answers, N − 2 announcements.
            Assert.Equal((n - 2) * (n + 1), runs.Max(run => run.Messages));
            Assert.Same(runs[0], runs.MaxBy(run => run.Messages));
        }
    }

    [Fact]
    public void The_bully_is_safe_and_live_in_every_timely_run()
    {
        Holds(new BullyElection(3, 3.Milliseconds()).CheckElection(3).Run(Cores.All));
        Holds(new BullyElection(4, 3.Milliseconds()).CheckElection(4, isTimely: true, 0).Run(Cores.All));
    }

    [Fact]
    public void The_bully_elects_two_where_messages_are_late() =>
        Violated(Safety, new BullyElection(4, 3.Milliseconds()).CheckElection(4, isTimely: false, 0).Run(Cores.All));

    [Fact]
    public void Ignoring_an_answer_elects_two() =>
        Violated(Safety, new Deaf(4, 3.Milliseconds()).CheckElection(4, isTimely: true, 0).Run(Cores.All));

    [Fact]
    public void Rings_and_bullies_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ChangRobertsElection([1]));
        Assert.Throws<ArgumentException>(() => new HirschbergSinclairElection([1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BullyElection(1, 3.Milliseconds()));
        Assert.Throws<ArgumentOutOfRangeException>(() => ElectionExperiment.EveryRing(ids => new ChangRobertsElection(ids), 11));
    }

    private static bool Right(ValueList<int> ids, ElectionRun run) =>
        run.Leaders.Count == 1 && run.Leaders[0] == ids.Max() && run.Informed == ids.Count && run.Announcements == ids.Count;

    private static void ForAllRings(Func<ValueList<int>, IEnumerable<NodeId>, Network, ulong, bool> claim)
    {
        var settings =
            from ids in Gen.Choose(2, 20).SelectMany(n => Gen.Shuffle(Enumerable.Range(1, n)))
            from starters in Gen.SubListOf(Enumerable.Range(0, ids.Length))
            from delay in Gen.Elements(Hop, Delay.Uniform(Duration.Zero, 10.Milliseconds()), Delay.Exponential(5.Milliseconds()))
            from seed in Gen.Choose(1, int.MaxValue)
            select (Ids: (ValueList<int>)[.. ids], Starters: starters.Select(s => new NodeId(s)).ToList(), Delay: delay, Seed: (ulong)seed);
        Prop.ForAll(settings.ToArbitrary(), s => claim(s.Ids, s.Starters, new Link(s.Delay) { InOrder = true }, s.Seed)).QuickCheckThrowOnFailure();
    }

    private void Violated<TState>(string property, SearchResult<ProtocolRun<TState, ElectionMessage>> result)
        where TState : class
    {
        output.WriteLine(result.ToString());
        Assert.Equal(Verdict.Violated, result[property].Verdict);
    }

    private void Holds<TRun>(SearchResult<TRun> result)
        where TRun : class
    {
        output.WriteLine(result.ToString());
        Assert.True(result.Holds && result.End == SearchEnd.Complete, result.ToString());
    }

    private sealed class Generous(ValueList<int> identifiers) : ChangRobertsElection(identifiers)
    {
        protected override bool Forwards(int identifier, NodeId self) => true;
    }

    private sealed class Modest(ValueList<int> identifiers) : HirschbergSinclairElection(identifiers)
    {
        protected override bool Yields(int identifier, NodeId self) => true;
    }

    private sealed class Deaf(int count, Duration answerWithin) : BullyElection(count, answerWithin)
    {
        protected override bool Heeds(NodeId answering) => false;
    }
}
