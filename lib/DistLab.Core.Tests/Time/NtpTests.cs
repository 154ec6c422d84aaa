using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Time;

public sealed class NtpTests
{
    private static readonly Delay Noisy = Delay.ShiftedExponential(5.Milliseconds(), 20.Milliseconds());

    [Fact]
    public void The_textbooks_exchange_gives_its_offset_and_accuracy()
    {
        var minute = Instant.Zero + 16.Hours() + 34.Minutes();
        var exchange = new NtpExchange(minute + 13.430.Seconds(), minute + 23.480.Seconds(), minute + 25.700.Seconds(), minute + 15.725.Seconds());
        Assert.Equal(10.0125.Seconds(), exchange.Offset);
        Assert.Equal(75.Milliseconds(), exchange.Delay);
        Assert.Equal(37.5.Milliseconds(), exchange.Bound);
    }

    [Fact]
    public void The_offset_is_never_farther_off_than_half_the_delay_whatever_the_ways_and_the_service() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf(4).ToArbitrary(), times =>
        {
            var truth = new Duration((times[3] - 500_000) * 1_000L);
            var asked = Instant.FromSeconds(5);
            var received = asked + truth + new Duration(times[0]);
            var answered = received + new Duration(times[1]);
            var exchange = new NtpExchange(asked, received, answered, answered - truth + new Duration(times[2]));
            return (exchange.Offset - truth).Abs() <= exchange.Bound && exchange.Delay == new Duration(times[0] + times[2]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_filter_believes_the_shortest_delay_of_the_last_eight()
    {
        var filter = Enumerable.Range(0, 8).Aggregate(NtpFilter.Empty, (f, i) => f.Add(Sample(i, i == 2 ? 10 : 20 + i)));
        Assert.Equal(2.Milliseconds(), filter.Best!.Value.Offset);
        filter = filter.Add(Sample(8, 40)).Add(Sample(9, 40));
        Assert.Equal(2.Milliseconds(), filter.Best!.Value.Offset);
        filter = filter.Add(Sample(10, 40));
        Assert.Equal(3.Milliseconds(), filter.Best!.Value.Offset);
        Assert.Equal(8, filter.Samples.Count);
    }

    [Fact]
    public void Missing_samples_count_as_sixteen_seconds_each_half_of_the_one_before()
    {
        var one = NtpFilter.Empty.Add(new(default, 10.Milliseconds(), default, Instant.Zero));
        Assert.Equal(16.Seconds() * ((1.0 / 4) + (1.0 / 8) + (1.0 / 16) + (1.0 / 32) + (1.0 / 64) + (1.0 / 128) + (1.0 / 256)), one.Dispersion(Instant.Zero));
        Assert.Equal(1.5.Milliseconds() / 2 + one.Dispersion(Instant.Zero), one.Dispersion(Instant.FromSeconds(100)));
    }

    [Fact]
    public void Jitter_is_the_root_of_the_mean_square_of_the_differences_to_the_best()
    {
        var filter = NtpFilter.Empty.Add(Sample(0, 10)).Add(Sample(3, 20)).Add(Sample(4, 20));
        Assert.Equal(Duration.FromMilliseconds(Math.Sqrt(25.0 / 2)), filter.Jitter);
    }

    [Fact]
    public void A_falseticker_is_told_by_the_majority()
    {
        NtpPeer[] peers = [Peer(0, 2, 5), Peer(1, -1, 4), Peer(2, 800, 3), Peer(3, 3, 6)];
        Assert.Equal([0, 1, 3], NtpSelection.Truechimers(peers).Select(p => p.Server.Index));
    }

    [Fact]
    public void Without_a_majority_nobody_is_believed()
    {
        Assert.Empty(NtpSelection.Truechimers([Peer(0, 0, 5), Peer(1, 100, 5)]));
        Assert.Empty(NtpSelection.Truechimers([]));
        Assert.Single(NtpSelection.Truechimers([Peer(0, 0, 5)]));
    }

    [Fact]
    public void Truechimers_that_hold_the_truth_are_kept_when_the_liars_are_fewer_than_half_and_far_off() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf(10).ToArbitrary(), noise =>
        {
            // Seven good servers, whose claims hold 0 about their midpoints; three liars, far off.
            var good = noise.Take(7).Select((n, i) => Peer(i, (n % 11) - 5, 12));
            var bad = noise.Skip(7).Select((n, i) => Peer(7 + i, (n % 2 == 0 ? 1 : -1) * (100 + (n % 1_000)), 12));
            var chosen = NtpSelection.Truechimers([.. bad, .. good]);
            return chosen.Count > 0 && chosen.All(p => p.Server.Index < 7);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_cluster_drops_who_scatters_most_and_keeps_three()
    {
        NtpPeer[] peers = [Peer(0, 0, 5), Peer(1, 1, 5), Peer(2, 3, 5), Peer(3, 40, 50), Peer(4, 1, 6)];
        Assert.Equal([0, 1, 4], NtpSelection.Cluster(peers).Select(p => p.Server.Index).Order());
    }

    [Fact]
    public void The_mean_weighs_the_nearer_server_more()
    {
        Assert.Equal(1.Milliseconds(), NtpSelection.Combine([Peer(0, 0, 3), Peer(1, 4, 9)]));
        Assert.Throws<ArgumentException>(() => NtpSelection.Combine([]));
    }

    [Fact]
    public void Clients_stay_within_the_root_distance_that_they_know()
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var run = Run(new NtpProtocol(node => node == 0 ? [] : [0]), 4, Noisy, seed);
            run.RunUntil(Instant.FromSeconds(1_200));
            var updates = run.Trace.Where(row => row.Content is NtpUpdate).ToList();
            Assert.True(updates.Count > 3);
            // The clock drifts by up to 50 ppm for up to eight polls, where the standard allows for 15 ppm.
            var beyond = 35e-6 * 8 * 64;
            for (var node = 1; node < 4; node++)
            {
                var last = updates.Where(row => row.Node == node).Select(row => (NtpUpdate)row.Content!).Last();
                Assert.True((NtpProtocol.Read(run, node) - run.Now).Abs() <= last.RootDistance + Duration.FromSeconds(beyond));
            }
        }
    }

    [Fact]
    public void The_filter_brings_clients_nearer_on_a_noisy_path()
    {
        var filtered = Typical(new(node => node == 0 ? [] : [0]));
        var newest = Typical(new(node => node == 0 ? [] : [0]) { Filters = false });
        Assert.True(filtered < newest * 0.6, $"{filtered} against {newest}");
    }

    [Fact]
    public void Each_step_from_the_source_is_a_stratum()
    {
        var run = Run(new NtpProtocol(node => node == 0 ? [] : [node.Index - 1]), 4, Delay.Constant(3.Milliseconds()));
        run.RunUntil(Instant.FromSeconds(600));
        Assert.Equal([1, 2, 3, 4], Enumerable.Range(0, 4).Select(node => run.State(node).Stratum));
    }

    [Fact]
    public void A_client_of_four_servers_leaves_out_the_one_that_is_an_hour_off()
    {
        var run = new NtpProtocol(node => node.Index < 4 ? [] : [0, 1, 2, 3]).Simulate(
            5, network: Noisy, trace: Trace.KeepAll(), clocks: node => node == 2 ? new(1.Hours()) : node == 4 ? new(1.Seconds(), 30_000) : new());
        run.RunUntil(Instant.FromSeconds(1_200));
        Assert.True((NtpProtocol.Read(run, 4) - run.Now).Abs() < 30.Milliseconds());
    }

    [Fact]
    public void A_great_offset_is_stepped_once_and_small_ones_are_slewed()
    {
        var run = Run(new NtpProtocol(node => node == 0 ? [] : [0]), 2, Delay.Constant(3.Milliseconds()));
        run.RunUntil(Instant.FromSeconds(600));
        var updates = run.Trace.Select(row => row.Content).OfType<NtpUpdate>().ToList();
        Assert.True(updates[0].IsStep);
        Assert.All(updates.Skip(1), update => Assert.False(update.IsStep));
    }

    [Fact]
    public void Lost_and_doubled_messages_do_no_harm()
    {
        Network bad = new Link(Noisy) { Loss = 0.2, Duplication = 0.2 };
        var run = Run(new NtpProtocol(node => node == 0 ? [] : [0]), 3, bad);
        run.RunUntil(Instant.FromSeconds(3_000));
        Assert.True((NtpProtocol.Read(run, 1) - run.Now).Abs() < 50.Milliseconds());
        Assert.True((NtpProtocol.Read(run, 2) - run.Now).Abs() < 50.Milliseconds());
    }

    private static Duration Typical(NtpProtocol protocol)
    {
        var samples = ClockExperiment.Watch(Run(protocol, 8, Noisy), 3_600.Seconds(), 10.Seconds(), NtpProtocol.Read);
        var errors = samples.Where(s => s.Node != 0 && s.At > Instant.FromSeconds(900)).Select(s => s.Error.Abs()).Order().ToList();
        return errors[errors.Count * 95 / 100];
    }

    private static Simulation<NtpProtocol.State, NtpProtocol.Message> Run(NtpProtocol protocol, int nodes, Network network, ulong seed = 1)
    {
        var wrong = ClockExperiment.Clocks(1.Seconds(), 50, seed);
        return protocol.Simulate(nodes, seed, network, Trace.KeepAll(), node => node == 0 ? new() : wrong(node));
    }

    private static NtpSample Sample(int offset, int delay) => new(offset.Milliseconds(), delay.Milliseconds(), default, Instant.FromSeconds(offset));

    private static NtpPeer Peer(int server, int offset, int distance) => new(server, 2, offset.Milliseconds(), distance.Milliseconds(), default);
}
