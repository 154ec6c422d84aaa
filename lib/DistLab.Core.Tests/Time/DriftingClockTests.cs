using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Core.Tests.Time;

public sealed class DriftingClockTests
{
    [Fact]
    public void A_clock_without_offset_or_drift_shows_the_true_time() =>
        Assert.Equal(Instant.FromSeconds(12.5), new DriftingClock().Read(Instant.FromSeconds(12.5)));

    [Fact]
    public void An_ordinary_quartz_clock_gains_a_second_in_about_eleven_and_a_half_days()
    {
        var clock = new DriftingClock(driftPartsPerBillion: 1_000);
        Assert.Equal(1.Seconds(), clock.Error(Instant.Zero + 1_000_000.Seconds()));
    }

    [Theory]
    [InlineData(50_000, 3, 10, 10.0035)]
    [InlineData(-50_000, 3, 10, 10.0025)]
    [InlineData(0, -3, 10, 9.997)]
    public void A_reading_is_the_offset_plus_the_time_at_the_clocks_own_speed(long drift, int offsetMs, int seconds, double expected)
    {
        var clock = new DriftingClock(offsetMs.Milliseconds(), drift);
        Assert.Equal(Instant.FromSeconds(expected), clock.Read(Instant.FromSeconds(seconds)));
    }

    [Fact]
    public void A_reading_is_rounded_down_whether_the_clock_gains_or_loses()
    {
        Assert.Equal(new Instant(1), new DriftingClock(default, 999_999_999).Read(new Instant(1)));
        Assert.Equal(new Instant(0), new DriftingClock(default, -1).Read(new Instant(1)));
    }

    [Fact]
    public void A_clock_that_was_set_drifts_on_from_there()
    {
        var clock = new DriftingClock(1.Seconds(), 100_000);
        clock.Set(Instant.FromSeconds(10), Instant.FromSeconds(10));
        Assert.Equal(Duration.Zero, clock.Error(Instant.FromSeconds(10)));
        Assert.Equal(100.Microseconds(), clock.Error(Instant.FromSeconds(11)));
    }

    [Fact]
    public void A_slow_clock_never_runs_backwards_however_finely_it_is_read()
    {
        var clock = new DriftingClock(default, -999_999_999);
        var last = clock.Read(Instant.Zero);
        for (var t = 1L; t < 5_000; t++)
        {
            var now = clock.Read(new Instant(t * 1_000_003));
            Assert.True(now >= last);
            last = now;
        }
    }

    [Fact]
    public void A_century_of_drift_does_not_overflow()
    {
        var clock = new DriftingClock(default, 200_000);
        var century = Instant.FromSeconds(3_155_760_000.0);
        Assert.Equal(631_152.Seconds(), clock.Error(century));
    }

    [Theory]
    [InlineData(-1_000_000_000)]
    [InlineData(1_000_000_000)]
    public void A_clock_that_stands_still_or_runs_at_double_speed_is_refused(long drift) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DriftingClock(default, drift));

    [Fact]
    public void A_time_before_the_last_setting_is_refused()
    {
        var clock = new DriftingClock();
        clock.Set(Instant.FromSeconds(2), Instant.FromSeconds(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Read(Instant.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Set(Instant.FromSeconds(1), Instant.FromSeconds(1)));
    }
}
