using DistLab.Coordination;
using DistLab.Protocols;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Coordination;

/// <summary>The claims of the textbook's §15.2, over many seeds, sizes, delays and loads.</summary>
public sealed class MutualExclusionSimulationTests
{
    private static readonly Duration Length = 3.Seconds();

    [Fact]
    public void The_central_server_is_safe_and_live_and_costs_three_messages_an_entry() =>
        ForAllSettings(s =>
        {
            var report = Run(new CentralServerMutex(s.Workload), s).Report;
            var ended = report.Visits.All(v => v.Left is not null);
            return report.IsSafe && ended && report.Entries == (s.Nodes - 1) * s.Workload.Entries && report.Messages == 3 * report.Entries;
        });

    [Fact]
    public void The_ring_is_safe_and_live_and_no_entry_waits_for_more_than_N_messages() =>
        ForAllSettings(s =>
        {
            var report = Run(new TokenRingMutex(s.Nodes, s.Workload), s).Report;
            return report.IsSafe && report.Entries == s.Nodes * s.Workload.Entries
                && report.Visits.All(v => v.Left is not null && v.MessagesWhileWaiting <= s.Nodes);
        });

    [Fact]
    public void The_ring_stays_safe_when_the_token_rests_at_each_process() =>
        ForAllSettings(s =>
        {
            var report = Run(new TokenRingMutex(s.Nodes, s.Workload, forwarding: 3.Milliseconds()), s).Report;
            return report.IsSafe && report.Entries == s.Nodes * s.Workload.Entries;
        });

    [Fact]
    public void The_central_server_is_fair_when_every_request_takes_as_long() =>
        ForAllSettings(s => Run(new CentralServerMutex(s.Workload), s with { Delay = 4.Milliseconds() }).Report.Bypasses == 0);

    [Fact]
    public void On_the_ring_nobody_is_overtaken_by_anyone_twice() =>
        ForAllSettings(s => Run(new TokenRingMutex(s.Nodes, s.Workload), s).Report.Visits.All(v => v.Overtaken < s.Nodes));

    [Fact]
    public void Leases_that_outlast_every_visit_change_nothing() =>
        ForAllSettings(s =>
        {
            var plain = Run(new CentralServerMutex(s.Workload), s).Report;
            var leased = Run(new CentralServerMutex(s.Workload, lease: 10.Seconds()), s).Report;
            return plain.Visits.SequenceEqual(leased.Visits);
        });

    [Fact]
    public void No_coordination_is_found_unsafe()
    {
        var unsafeRuns = Seeds(20).Count(seed => !Run(new NoMutex(Busy), new(5, 5.Milliseconds(), seed, Busy)).Report.IsSafe);
        Assert.Equal(20, unsafeRuns);
    }

    [Fact]
    public void A_ring_with_two_tokens_is_found_unsafe()
    {
        var unsafeRuns = Seeds(20).Count(seed => !MutualExclusionExperiment.Run(
            new TokenRingMutex(5, Busy), 5, Delay.Uniform(1.Milliseconds(), 9.Milliseconds()), Length, seed,
            Planned.SecondToken(3, at: 100.Milliseconds())).Report.IsSafe);
        Assert.Equal(20, unsafeRuns);
    }

    [Fact]
    public void A_server_whose_leases_are_shorter_than_the_work_is_found_unsafe() =>
        Assert.False(Run(new CentralServerMutex(Busy, lease: 4.Milliseconds()), new(5, 1.Milliseconds(), 1, Busy)).Report.IsSafe);

    [Fact]
    public void A_lease_is_safe_exactly_when_it_outlasts_grant_and_work_less_the_fastest_next_grant()
    {
        // A grant takes 1 to 9 ms, the work 20 ms: 9 + 20 − 1 = 28 ms, the answer to an exercise of chapter 9.
        bool IsSafe(int lease, ulong seed) => MutualExclusionExperiment.Run(
            new CentralServerMutex(Workload.Closed(2.Milliseconds(), 20.Milliseconds(), entries: 5), lease.Milliseconds()),
            5, Delay.Uniform(1.Milliseconds(), 9.Milliseconds()), 5.Seconds(), seed).Report.IsSafe;
        Assert.All(Seeds(200), seed => Assert.True(IsSafe(28, seed)));
        Assert.Contains(Seeds(200), seed => !IsSafe(27, seed));
    }

    [Fact]
    public void A_ring_loses_its_token_with_its_holder_for_good()
    {
        var run = MutualExclusionExperiment.Run(
            new TokenRingMutex(4, Workload.OnDemand(20.Milliseconds())), 4, Delay.Constant(5.Milliseconds()), Length, 1,
            Planned.Enter(2, 1.Milliseconds()), Planned.Crash(2, 15.Milliseconds()), Planned.Restart(2, 30.Milliseconds()), Planned.Enter(3, 40.Milliseconds()));
        Assert.Equal(1, run.Report.Entries);
        Assert.Equal(new NodeId(3), Assert.Single(run.Report.Waiting).Node);
    }

    [Fact]
    public void Delays_are_those_of_the_textbook()
    {
        var hop = 5.Milliseconds();
        var central = Run(new CentralServerMutex(Busy), new(6, hop, 1, Busy)).Report;
        Assert.All(central.SynchronizationDelays, d => Assert.Equal(hop * 2, d));
        var alone = Run(new CentralServerMutex(Rare), new(2, hop, 1, Rare)).Report;
        Assert.All(alone.ClientDelays, d => Assert.Equal(hop * 2, d));
        var ring = Run(new TokenRingMutex(6, Busy), new(6, hop, 1, Busy)).Report;
        Assert.All(ring.SynchronizationDelays, d => Assert.True(hop <= d && d <= hop * 6));
    }

    [Fact]
    public void An_idle_ring_sends_a_message_every_hop_for_ever()
    {
        var run = MutualExclusionExperiment.Run(new TokenRingMutex(10, Workload.None), 10, Delay.Constant(5.Milliseconds()), 1.Seconds());
        Assert.Equal(201, run.Report.Messages);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another()
    {
        var one = Run(new TokenRingMutex(5, Busy), new(5, Delay.Exponential(3.Milliseconds()), 7, Busy)).Trace.Digest();
        var same = Run(new TokenRingMutex(5, Busy), new(5, Delay.Exponential(3.Milliseconds()), 7, Busy)).Trace.Digest();
        var other = Run(new TokenRingMutex(5, Busy), new(5, Delay.Exponential(3.Milliseconds()), 8, Busy)).Trace.Digest();
        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
    }

    private static Workload Busy { get; } = Workload.Closed(10.Milliseconds(), 8.Milliseconds(), entries: 10);

    private static Workload Rare { get; } = Workload.Closed(100.Milliseconds(), 8.Milliseconds(), entries: 10);

    private sealed record Setting(int Nodes, Delay Delay, ulong Seed, Workload Workload);

    private static MutualExclusionRun Run<TState>(MutualExclusion<TState> protocol, Setting setting)
        where TState : MutexState =>
        MutualExclusionExperiment.Run(protocol, setting.Nodes, setting.Delay, 10.Seconds(), setting.Seed);

    private static IEnumerable<ulong> Seeds(int count) => Enumerable.Range(1, count).Select(seed => (ulong)seed);

    private static void ForAllSettings(Func<Setting, bool> claim)
    {
        var settings =
            from nodes in Gen.Choose(2, 9)
            from seed in Gen.Choose(1, int.MaxValue)
            from delay in Gen.Elements<Delay>(
                5.Milliseconds(),
                Delay.Uniform(Duration.Zero, 10.Milliseconds()),
                Delay.Exponential(5.Milliseconds()),
                Delay.LogNormal(3.Milliseconds(), 1.5))
            from think in Gen.Elements<Delay>(Delay.None, Delay.Exponential(20.Milliseconds()), 200.Milliseconds())
            from work in Gen.Elements<Delay>(Delay.None, 3.Milliseconds(), Delay.Exponential(10.Milliseconds()))
            from entries in Gen.Choose(1, 4)
            select new Setting(nodes, delay, (ulong)seed, Workload.Closed(think, work, entries));
        Prop.ForAll(settings.ToArbitrary(), claim).QuickCheckThrowOnFailure();
    }
}
