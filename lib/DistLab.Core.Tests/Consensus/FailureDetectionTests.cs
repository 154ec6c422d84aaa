using DistLab.Consensus;
using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Consensus;

/// <summary>Dead or slow: what failure detectors find, how soon, and how often they are wrong.</summary>
public sealed class FailureDetectionTests
{
    private static readonly Duration Interval = 100.Milliseconds();

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.2815515655446004, 0.1)]
    [InlineData(1.6448536269514722, 0.05)]
    [InlineData(3.090232306167813, 0.001)]
    [InlineData(4.753424308822899, 1e-6)]
    [InlineData(7.034483825301131, 1e-12)]
    [InlineData(-1.2815515655446004, 0.9)]
    [InlineData(-4.753424308822899, 0.999999)]
    public void The_tail_of_the_normal_distribution_is_that_of_the_tables(double x, double tail) =>
        Assert.Equal(-Math.Log10(tail), NormalTail.Phi(x), 1e-9 * Math.Max(1, -Math.Log10(tail)));

    [Fact]
    public void Far_out_the_tail_does_not_underflow() => Assert.Equal(349.4370, NormalTail.Phi(40), 0.0001);

    [Fact]
    public void The_inverse_undoes_it() => Prop.ForAll(Gen.Choose(1, 20_000).ToArbitrary(), n =>
        Math.Abs(NormalTail.Phi(NormalTail.Inverse(n / 1_000.0)) - (n / 1_000.0)) < 1e-9).QuickCheckThrowOnFailure();

    [Fact]
    public void Phi_is_minus_the_logarithm_of_the_chance_of_a_later_heartbeat()
    {
        FailureDetector detector = new PhiAccrual(threshold: 3, 100.Milliseconds(), window: 1_000).StartingAt(Instant.Zero);
        var random = new RandomStream(1);
        var at = Instant.Zero;
        for (var beat = 1; beat <= 1_002; beat++)
        {
            at += 100.Milliseconds() + (10.Milliseconds() * random.NextNormal());
            detector = detector.Hear(beat, at);
        }
        var phi = (PhiAccrual)detector;
        Assert.InRange(phi.Mean.Milliseconds, 99, 101);
        Assert.InRange(phi.Deviation.Milliseconds, 9.5, 10.5);
        Assert.Equal(-Math.Log10(0.5), phi.Phi(at + phi.Mean), 1e-6);
        Assert.Equal(3, phi.Phi(phi.TrustsUntil), 1e-5);
        Assert.Equal((phi.Mean + (phi.Deviation * 3.090232306)).Milliseconds, (phi.TrustsUntil - at).Milliseconds, 1e-4);
    }

    [Fact]
    public void The_adaptive_timeout_expects_the_next_heartbeat_an_interval_after_the_mean()
    {
        FailureDetector detector = new AdaptiveTimeout(margin: 20.Milliseconds(), Interval, window: 2).StartingAt(Instant.Zero);
        Assert.Equal(Instant.FromMilliseconds(120), detector.TrustsUntil);
        detector = detector.Hear(1, Instant.FromMilliseconds(110)).Hear(2, Instant.FromMilliseconds(230));
        Assert.Equal(Instant.FromMilliseconds(300 + 20 + 20), detector.TrustsUntil);
        detector = detector.Hear(3, Instant.FromMilliseconds(330));
        Assert.Equal(Instant.FromMilliseconds(430), ((AdaptiveTimeout)detector).NextExpected);
        Assert.Same(detector, detector.Hear(2, Instant.FromMilliseconds(340)));
    }

    [Fact]
    public void Every_detector_is_complete_on_every_network_and_right_on_a_steady_one() =>
        Prop.ForAll((from which in Gen.Choose(0, 2) from loss in Gen.Choose(0, 4) from seed in Gen.Choose(1, int.MaxValue) select (which, loss, seed)).ToArbitrary(), s =>
        {
            FailureDetector detector = s.which switch { 0 => new FixedTimeout(250.Milliseconds()), 1 => new AdaptiveTimeout(150.Milliseconds(), Interval), _ => new PhiAccrual(8, Interval) };
            var protocol = new Heartbeats(detector, Interval);
            var lossy = DetectorExperiment.Run(protocol, new Link(Delay.Exponential(30.Milliseconds())) { Loss = s.loss / 10.0 }, 60.Seconds(), (ulong)s.seed, crash: 20.Seconds()).Report;
            var steady = DetectorExperiment.Run(protocol, Delay.Constant(30.Milliseconds()), 20.Seconds(), (ulong)s.seed).Report;
            return lossy.DetectionTime is { } time && time < 5.Seconds() && steady is { Mistakes: 0, DetectionTime: null };
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_mistake_is_counted_timed_and_taken_back()
    {
        var protocol = new Heartbeats(new FixedTimeout(150.Milliseconds()), Interval);
        var run = protocol.Simulate(nodes: 2, network: Delay.Constant(10.Milliseconds()), trace: Trace.KeepAll());
        run.Under(FaultPlan.Of(Fault.LoseMessage(1, 0, nth: 5)));
        run.RunUntil(Instant.FromSeconds(2));
        // Heartbeat 4 comes at 410 ms, so that trust ends at 560 ms; heartbeat 6 comes at 610 ms.
        Assert.Equal(new DetectorReport(1, 50.Milliseconds(), 2.Seconds(), null), DetectorReport.From(run.Trace, run.Now));
    }

    [Fact]
    public void A_crash_is_detected_a_timeout_after_the_last_heartbeat()
    {
        var protocol = new Heartbeats(new FixedTimeout(150.Milliseconds()), Interval);
        var report = DetectorExperiment.Run(protocol, Delay.Constant(10.Milliseconds()), 5.Seconds(), crash: 1_040.Milliseconds()).Report;
        Assert.Equal(new DetectorReport(0, Duration.Zero, 1_040.Milliseconds(), 120.Milliseconds()), report);
    }

    [Fact]
    public void A_detector_that_never_suspects_is_found_incomplete_and_one_that_is_hasty_found_inaccurate()
    {
        var points = Curve([("never", 0, new FixedTimeout(100_000.Seconds())), ("hasty", 0, new FixedTimeout(105.Milliseconds()))]);
        Assert.Equal(10, points[0].Missed);
        Assert.Equal(0, points[0].MistakesPerHour);
        Assert.Equal(0, points[1].Missed);
        Assert.True(points[1].MistakesPerHour > 3_600);
        Assert.True(points[1].Availability < 0.95);
    }

    [Fact]
    public void Patience_buys_accuracy_with_detection_time()
    {
        var points = Curve(
        [
            .. new[] { 150, 250, 400 }.Select(ms => ("timeout", (double)ms, (FailureDetector)new FixedTimeout(ms.Milliseconds()))),
            .. new[] { 20, 100, 250 }.Select(ms => ("adaptive", (double)ms, (FailureDetector)new AdaptiveTimeout(ms.Milliseconds(), Interval))),
            .. new[] { 1.0, 4, 12 }.Select(phi => ("phi", phi, (FailureDetector)new PhiAccrual(phi, Interval))),
        ]);
        Assert.All(points.Chunk(3), kind => Assert.Equal(kind.OrderBy(point => point.DetectionTime), kind));
        Assert.All(points.Chunk(3), kind => Assert.Equal(kind.OrderByDescending(point => point.MistakesPerHour), kind));
        Assert.All(points, point => Assert.Equal(0, point.Missed));
    }

    private static IReadOnlyList<DetectorPoint> Curve((string, double, FailureDetector)[] detectors) =>
        DetectorExperiment.Curve(detectors, Interval, new Link(Delay.Exponential(20.Milliseconds())) { Loss = 0.01 }, heartbeats: 3_000, crashes: 10);
}
