using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Coordination;

/// <summary>What Lamport's, Ricart and Agrawala's and Maekawa's algorithms cost, and that they keep to their claims, over many seeds.</summary>
public sealed class MulticastMutexTests
{
    private static readonly Duration Hop = 5.Milliseconds();

    [Fact]
    public void Lamports_algorithm_takes_3_times_N_minus_1_messages_at_any_load() =>
        ForAllSettings(MutexAlgorithm.Lamport, (s, report) => report.Messages == 3L * (s.Clients - 1) * report.Entries && report.IsOrdered);

    [Fact]
    public void Ricart_and_Agrawalas_algorithm_takes_2_times_N_minus_1_messages_at_any_load() =>
        ForAllSettings(MutexAlgorithm.RicartAgrawala, (s, report) => report.Messages == 2L * (s.Clients - 1) * report.Entries && report.IsOrdered);

    [Fact]
    public void Maekawas_algorithm_takes_3_to_5_times_K_minus_1_messages() =>
        ForAllSettings(MutexAlgorithm.Maekawa, (s, report) =>
        {
            var quorums = Quorums.For(s.Clients);
            var others = Enumerable.Range(0, s.Clients).Sum(node => quorums[node].Count - 1) * s.Workload.Entries!.Value;
            return report.Messages >= 3 * others && report.Messages <= 5 * others;
        });

    [Theory]
    [InlineData(7)]
    [InlineData(13)]
    [InlineData(31)]
    public void Alone_each_costs_what_the_textbook_says(int clients)
    {
        var size = Quorums.For(clients).Size;
        var points = MutualExclusionExperiment.CompareSizes(MutexAlgorithm.All, [clients], Hop);
        Assert.Equal([3, 3 * (clients - 1), 2 * (clients - 1), 3 * (size - 1)], points.Where(p => p.Protocol != "token ring").Select(p => p.MessagesAlone));
        Assert.All(points.Where(p => p.Protocol != "token ring"), p => Assert.Equal(Hop * 2, p.ClientDelay));
    }

    [Fact]
    public void Busy_the_synchronization_delay_is_one_message_where_the_next_client_is_told_directly()
    {
        var points = MutualExclusionExperiment.CompareSizes(MutexAlgorithm.All, [13], Hop).ToDictionary(p => p.Protocol, p => p.SynchronizationDelay);
        Assert.Equal(Hop * 2, points["central server"]);
        Assert.Equal(Hop, points["token ring"]);
        Assert.Equal(Hop, points["Lamport"]);
        Assert.Equal(Hop, points["Ricart–Agrawala"]);
        Assert.InRange(points["Maekawa"] / Hop, 1, 4);
    }

    [Fact]
    public void The_plain_form_of_Maekawas_algorithm_deadlocks_in_some_runs_and_the_cured_one_in_none()
    {
        var often = Workload.Closed(Delay.Exponential(20.Milliseconds()), 3.Milliseconds(), entries: 20);
        var delay = Delay.Exponential(Hop);
        int Stuck<TState>(MutualExclusion<TState> protocol)
            where TState : MutexState =>
            Enumerable.Range(1, 20).Count(seed => MutualExclusionExperiment.Run(protocol, 7, delay, 60.Seconds(), (ulong)seed).Report.Waiting.Count > 0);
        Assert.InRange(Stuck(new MaekawaMutex(Quorums.ProjectivePlane(7), often)), 15, 20);
        Assert.Equal(0, Stuck(new MaekawaSandersMutex(Quorums.ProjectivePlane(7), often)));
    }

    [Fact]
    public void Order_is_told_by_what_happened_before_and_not_by_the_clock_on_the_wall()
    {
        // P1's request is slow to reach the server; P2 asks because P1 has told it so, or only later.
        var network = new Network(new Link(Hop)).With(1, 0, new Link(Hop * 10));
        MutualExclusionReport Run(params Planned[] plan) =>
            MutualExclusionExperiment.Run(new CentralServerMutex(Workload.OnDemand(Hop)), 3, network, 1.Seconds(), plan: plan).Report;
        var told = Run(Planned.EnterAndTell(1, 2, Duration.Zero));
        Assert.Equal("P2 enters at 15 ms before P1, whose request happened before its own", Assert.Single(told.OrderViolations).ToString());
        Assert.Equal(6, told.Messages);
        var later = Run(Planned.Enter(1, Duration.Zero), Planned.Enter(2, Hop));
        Assert.True(later.IsOrdered);
        Assert.Equal(1, later.Bypasses);
    }

    [Fact]
    public void Stamps_keep_the_order_also_where_requests_are_slow()
    {
        var network = new Network(new Link(Hop)).With(1, 0, new Link(Hop * 10)).With(1, 2, new Link(Hop * 2));
        var run = MutualExclusionExperiment.Run(new RicartAgrawalaMutex(3, Workload.OnDemand(Hop)), 3, network, 1.Seconds(), plan: Planned.EnterAndTell(1, 2, Duration.Zero));
        Assert.Equal([1, 2], run.Report.Visits.OrderBy(v => v.Entered).Select(v => v.Node.Index));
        Assert.True(run.Report.IsOrdered);
    }

    [Fact]
    public void Replies_that_carry_no_time_let_a_later_request_pass_an_earlier_one()
    {
        var often = Workload.Closed(Delay.Exponential(20.Milliseconds()), 3.Milliseconds(), entries: 4);
        bool IsOrdered(RicartAgrawalaMutex protocol, int seed) =>
            MutualExclusionExperiment.Run(protocol, 13, Delay.LogNormal(Hop, 1.5), 100.Seconds(), (ulong)seed).Report.IsOrdered;
        Assert.Contains(Enumerable.Range(1, 40), seed => !IsOrdered(new TimelessReplies(13, often), seed));
        Assert.All(Enumerable.Range(1, 40), seed => Assert.True(IsOrdered(new(13, often), seed)));
    }

    [Fact]
    public void A_crash_blocks_the_multicast_algorithms_whoever_it_strikes_and_a_detector_frees_them()
    {
        var blocked = MutualExclusionExperiment.CompareCrashes(MutexAlgorithm.All);
        string Of(string protocol, string crash) => blocked.Single(c => c.Protocol == protocol && c.CrashOf == crash).Outcome;
        Assert.Equal("goes on", Of("central server", "one that neither holds nor waits"));
        // P6 is in the voting set of P3, and in none of the others that ask.
        Assert.Equal([3], blocked.Single(c => c is { Protocol: "Maekawa", CrashOf: "one that neither holds nor waits" }).WaitingForEver.Select(node => node.Index));
        Assert.Equal(new("Lamport", "the holder", "blocked for ever", "nobody", "P1, P3"), blocked.Single(c => c is { Protocol: "Lamport", CrashOf: "the holder" }).Summary);
        Assert.All(blocked.Where(c => c.CrashOf == "the holder"), c => Assert.NotEqual("goes on", c.Outcome));
        Assert.All(blocked.Where(c => c.Protocol is "Lamport" or "Ricart–Agrawala"), c => Assert.NotEqual("goes on", c.Outcome));
        var freed = MutualExclusionExperiment.CompareCrashes([MutexAlgorithm.CentralServer, MutexAlgorithm.Lamport, MutexAlgorithm.RicartAgrawala], 50.Milliseconds());
        Assert.All(freed.Where(c => c.CrashOf != "the server"), c => Assert.Equal("goes on", c.Outcome));
    }

    // As in the paper of 1981.
    private sealed class TimelessReplies(int count, Workload workload) : RicartAgrawalaMutex(count, workload)
    {
        protected override State OnReceipt(State state, NodeId self, NodeId from, MutexMessage message, Effects<MutexMessage> effects) =>
            base.OnReceipt(state, self, from, message is Reply ? new Reply(0) : message, effects);
    }

    private sealed record Setting(int Clients, Delay Delay, ulong Seed, Workload Workload);

    private static void ForAllSettings(MutexAlgorithm algorithm, Func<Setting, MutualExclusionReport, bool> claim)
    {
        var settings =
            from clients in Gen.Choose(2, 14)
            from seed in Gen.Choose(1, int.MaxValue)
            from delay in Gen.Elements<Delay>(Hop, Delay.Uniform(Duration.Zero, Hop * 2), Delay.Exponential(Hop), Delay.LogNormal(Hop, 1.5))
            from think in Gen.Elements<Delay>(Delay.None, Delay.Exponential(20.Milliseconds()), 200.Milliseconds())
            from work in Gen.Elements<Delay>(Delay.None, 3.Milliseconds(), Delay.Exponential(10.Milliseconds()))
            from entries in Gen.Choose(1, 4)
            select new Setting(clients, delay, (ulong)seed, Workload.Closed(think, work, entries));
        Prop.ForAll(settings.ToArbitrary(), s =>
        {
            var report = algorithm.Run(s.Clients, s.Workload, s.Delay, 100.Seconds(), s.Seed).Report;
            return report.IsSafe && report.Entries == s.Clients * s.Workload.Entries && report.Waiting.Count == 0 && claim(s, report);
        }).QuickCheckThrowOnFailure();
    }
}
