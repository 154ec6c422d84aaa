using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Time;

public sealed class ClockExperimentTests
{
    private static readonly Delay Bounded = Delay.Uniform(5.Milliseconds(), 11.Milliseconds());
    private static readonly Delay Queues = Delay.ShiftedExponential(5.Milliseconds(), 5.Milliseconds());

    [Fact]
    public void A_week_of_30_and_of_minus_20_ppm_parts_two_clocks_by_30_24_seconds()
    {
        var samples = ClockExperiment.LeaveAlone((7 * 24).Hours(), 30, -20);
        Assert.Equal(202, samples.Count);
        Assert.Equal(18.144.Seconds(), samples[100].Error);
        Assert.Equal(-12.096.Seconds(), samples[201].Error);
    }

    [Fact]
    public void The_synchronous_setting_stays_within_its_bound_for_every_seed() =>
        ForAllSeeds(seed =>
        {
            var run = ClockExperiment.Run(new SynchronousTimeProtocol(5.Milliseconds(), 11.Milliseconds()), 20, Bounded, seed);
            return run.Outcomes.Count == 20 && run.BrokenBounds == 0 && run.LargestError <= 3.Milliseconds();
        });

    [Fact]
    public void The_synchronous_setting_stays_within_its_bound_on_receipt_when_it_allows_for_the_service() =>
        ForAllSeeds(seed => ClockExperiment.Run(
            new SynchronousTimeProtocol(7.Milliseconds(), 15.Milliseconds())
            {
                Service = Delay.Uniform(2.Milliseconds(), 4.Milliseconds()),
                Stamp = ServerStamp.OnReceipt,
            },
            20, Bounded, seed).BrokenBounds == 0);

    [Fact]
    public void The_synchronous_setting_breaks_its_bound_on_receipt_when_it_forgets_the_service()
    {
        var protocol = new SynchronousTimeProtocol(5.Milliseconds(), 11.Milliseconds()) { Service = 3.Milliseconds(), Stamp = ServerStamp.OnReceipt };
        Assert.InRange(ClockExperiment.Run(protocol, 200, Bounded).BrokenBounds, 50, 150);
    }

    [Fact]
    public void Cristian_stays_within_its_bound_for_every_seed_stamp_and_number_of_round_trips()
    {
        var settings =
            from seed in Gen.Choose(1, int.MaxValue)
            from stamp in Gen.Elements(ServerStamp.OnSending, ServerStamp.OnReceipt)
            from trips in Gen.Choose(1, 6)
            from network in Gen.Elements(Bounded, Queues, Delay.Constant(5.Milliseconds()))
            select (Seed: (ulong)seed, stamp, trips, network);
        Prop.ForAll(settings.ToArbitrary(), s =>
        {
            var protocol = new CristianTimeProtocol
            {
                Minimum = 5.Milliseconds(),
                RoundTrips = s.trips,
                Pause = 100.Milliseconds(),
                Service = Delay.Uniform(Duration.Zero, 4.Milliseconds()),
                Stamp = s.stamp,
                DriftBound = ClockExperiment.DefaultDriftPpm * 1_000,
            };
            var run = ClockExperiment.Run(protocol, 20, s.network, s.Seed);
            return run.Outcomes.Count == 20 && run.BrokenBounds == 0;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Cristian_with_a_minimum_that_is_too_great_breaks_its_bound()
    {
        var run = ClockExperiment.Run(new CristianTimeProtocol { Minimum = 6.Milliseconds() }, 500, Queues);
        Assert.InRange(run.BrokenBounds, 1, 499);
    }

    [Fact]
    public void More_round_trips_bring_the_clocks_nearer()
    {
        var errors = new[] { 1, 4, 16 }.Select(k => ClockExperiment.Run(new CristianTimeProtocol { RoundTrips = k }, 400, Queues).ErrorOf(0.95)).ToList();
        Assert.True(errors[1] < errors[0] * 0.6);
        Assert.True(errors[2] < errors[1] * 0.8);
    }

    [Fact]
    public void A_lossy_network_only_delays_a_client_that_asks_anew()
    {
        Network lossy = new Link(Queues) { Loss = 0.3, Duplication = 0.1 };
        var patient = ClockExperiment.Run(new CristianTimeProtocol { RoundTrips = 3 }, 100, lossy);
        var insistent = ClockExperiment.Run(new CristianTimeProtocol { RoundTrips = 3, RetryAfter = 200.Milliseconds() }, 100, lossy);
        Assert.True(patient.Outcomes.Count < 100);
        Assert.Equal(100, insistent.Outcomes.Count);
    }

    [Fact]
    public void Clocks_that_are_set_often_enough_stay_within_the_bound_that_drift_allows()
    {
        var protocol = new SynchronousTimeProtocol(5.Milliseconds(), 11.Milliseconds()) { Every = 130.Seconds() };
        var samples = ClockExperiment.Follow(protocol, 5, Bounded, 20.Minutes(), 5.Seconds());
        Assert.Equal(240 * 5, samples.Count);
        Assert.True(samples.Max(s => s.Error.Abs()) <= 10.Milliseconds());
        Assert.True(samples.Max(s => s.Error.Abs()) > 3.Milliseconds());
    }

    [Fact]
    public void A_long_look_tells_how_far_it_has_come()
    {
        var told = new Reports();
        ClockExperiment.Follow(new SynchronousTimeProtocol(5.Milliseconds(), 11.Milliseconds()), 2, Bounded, 10.Seconds(), 4.Seconds(), progress: told);
        Assert.Equal([0, 0.4, 0.8, 1], told);
    }

    [Fact]
    public void A_run_knows_its_round_trips_its_mean_and_its_quantiles()
    {
        var run = ClockExperiment.Run(new CristianTimeProtocol(), 1, Delay.Constant(5.Milliseconds()), clocks: _ => new(1.Seconds()));
        Assert.Equal(10.Milliseconds(), Assert.Single(run.Outcomes).RoundTrip);
        Assert.Equal(5.Milliseconds(), run.BoundOf(1));
        Assert.Equal(Duration.Zero, run.ErrorOf(0.5));
        Assert.Equal(Duration.Zero, run.MeanError);
        Assert.Throws<ArgumentOutOfRangeException>(() => run.ErrorOf(0));
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var digests = new ulong[] { 5, 5, 6 }.Select(seed => ClockExperiment.Run(new CristianTimeProtocol(), 10, Queues, seed).Trace.Digest()).ToList();
        Assert.Equal(digests[0], digests[1]);
        Assert.NotEqual(digests[0], digests[2]);
    }

    private static void ForAllSeeds(Func<ulong, bool> claim) =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed => claim((ulong)seed)).QuickCheckThrowOnFailure();
}
