using DistLab.Protocols;
using DistLab.Time;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Time;

public sealed class SoftwareClockTests
{
    [Fact]
    public void A_second_is_slewed_in_two_thousand_seconds()
    {
        var clock = new SoftwareClock().Slew(Instant.Zero, 1.Seconds());
        Assert.Equal(Instant.FromSeconds(1_000.5), clock.Read(Instant.FromSeconds(1_000)));
        Assert.Equal(0.5.Seconds(), clock.Remaining(Instant.FromSeconds(1_000)));
        Assert.Equal(Instant.FromSeconds(2_001), clock.Read(Instant.FromSeconds(2_000)));
        Assert.Equal(Instant.FromSeconds(5_001), clock.Read(Instant.FromSeconds(5_000)));
    }

    [Fact]
    public void A_step_happens_at_once_and_forgets_what_was_to_be_slewed()
    {
        var clock = new SoftwareClock().Slew(Instant.Zero, 1.Seconds()).Step(Instant.FromSeconds(1_000), -2.Seconds());
        Assert.Equal(Instant.FromSeconds(998.5), clock.Read(Instant.FromSeconds(1_000)));
        Assert.Equal(Instant.FromSeconds(3_998.5), clock.Read(Instant.FromSeconds(4_000)));
    }

    [Fact]
    public void A_clock_that_is_only_slewed_never_runs_backwards() =>
        Prop.ForAll(Gen.Choose(-1_000_000, 1_000_000).Two().ListOf(20).ToArbitrary(), adjustments =>
        {
            var clock = new SoftwareClock();
            var (now, shown) = (Instant.Zero, Instant.Zero);
            foreach (var (pause, by) in adjustments)
            {
                now += new Duration(Math.Abs(pause) * 1_000L);
                if (clock.Read(now) < shown)
                    return false;
                shown = clock.Read(now);
                clock = clock.Slew(now, by.Microseconds(), 100_000);
                if (clock.Read(now) != shown)
                    return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_rate_corrects_drift_and_changes_nothing_at_the_moment_it_is_given()
    {
        var clock = new SoftwareClock().Slew(Instant.Zero, 1.Milliseconds()).WithRate(Instant.FromSeconds(1), -20_000);
        Assert.Equal(Instant.FromSeconds(1.0005), clock.Read(Instant.FromSeconds(1)));
        Assert.Equal(Instant.FromSeconds(101.001 - 0.002), clock.Read(Instant.FromSeconds(101)));
        Assert.Equal(500_000, clock.WithRate(Instant.FromSeconds(1), 9_000_000).RatePartsPerBillion);
    }

    [Fact]
    public void A_slew_rate_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SoftwareClock().Slew(Instant.Zero, default, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SoftwareClock().Slew(Instant.Zero, default, 100_001));
    }

    [Fact]
    public void A_build_tool_misses_edits_on_a_clock_that_is_set_back_and_none_on_one_that_is_slewed()
    {
        Assert.Equal(0, BuildTool.MissedEdits(now => now, 1_000, 10.Seconds()));
        Assert.True(BuildTool.MissedEdits(Adjusted(true), 1_000, 10.Seconds()) > 0);
        Assert.Equal(0, BuildTool.MissedEdits(Adjusted(false), 1_000, 10.Seconds()));

        // Every ten minutes the clock is found to be 30 s ahead.
        static Func<Instant, Instant> Adjusted(bool steps)
        {
            var clock = new SoftwareClock();
            var next = Instant.FromSeconds(600);
            return now =>
            {
                for (; next <= now; next += 600.Seconds())
                    clock = steps ? clock.Step(next, -30.Seconds()) : clock.Slew(next, -30.Seconds(), 50_000);
                return clock.Read(now);
            };
        }
    }

    [Fact]
    public void An_accuracy_of_d_makes_a_precision_of_2d_at_worst_and_no_precision_makes_an_accuracy() =>
        Prop.ForAll(Gen.Choose(-1_000, 1_000).ListOf(12).ToArbitrary(), errors =>
        {
            var samples = errors.Select((e, i) => new ClockSample(i % 3, Instant.FromSeconds(i / 3), e.Microseconds())).ToList();
            var quality = ClockQuality.Of(samples);
            var moved = ClockQuality.Of(samples.Select(s => s with { Error = s.Error + 1.Hours() }));
            return quality.Precision <= quality.Accuracy * 2 && moved.Precision == quality.Precision && moved.Accuracy > 59.Minutes();
        }).QuickCheckThrowOnFailure();
}
