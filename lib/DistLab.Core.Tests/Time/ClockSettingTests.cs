using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Core.Tests.Time;

/// <summary>Published numbers are those of Coulouris et al., exercise 14.2 (10.4 in the 3rd edition), and of the exam's Q4 and Q5.</summary>
public sealed class ClockSettingTests
{
    private static readonly Instant Stamp = Instant.FromMilliseconds(20);

    [Fact]
    public void The_textbooks_shortest_of_three_round_trips_is_chosen_and_halved()
    {
        RoundTrip[] trips =
        [
            new(22.Milliseconds(), TimeOfDay(10, 54, 23.674)),
            new(25.Milliseconds(), TimeOfDay(10, 54, 25.450)),
            new(20.Milliseconds(), TimeOfDay(10, 54, 28.342)),
        ];
        var best = CristianSetting.Best(trips);
        var setting = CristianSetting.Compute(best.ServerTime, best.Length);
        Assert.Equal(TimeOfDay(10, 54, 28.352), setting.Time);
        Assert.Equal(10.Milliseconds(), setting.Bound);
    }

    [Fact]
    public void A_known_minimum_of_8_ms_makes_the_textbooks_bound_2_ms_and_leaves_its_time()
    {
        var setting = CristianSetting.Compute(TimeOfDay(10, 54, 28.342), 20.Milliseconds(), minimum: 8.Milliseconds());
        Assert.Equal(TimeOfDay(10, 54, 28.352), setting.Time);
        Assert.Equal(2.Milliseconds(), setting.Bound);
    }

    [Fact]
    public void A_synchronous_system_sets_the_middle_of_its_bounds() =>
        Assert.Equal(Setting(28, 3), SynchronousSetting.Compute(Stamp, 5.Milliseconds(), 11.Milliseconds()));

    [Fact]
    public void Cristian_sets_half_of_the_round_trip() =>
        Assert.Equal(Setting(27, 2), CristianSetting.Compute(Stamp, 14.Milliseconds(), 5.Milliseconds()));

    [Theory]
    [InlineData(ServerStamp.OnSending, 25.5)]
    [InlineData(ServerStamp.OnReceipt, 28.5)]
    public void A_known_service_time_is_not_halved(ServerStamp stamp, double expected) =>
        Assert.Equal(
            Setting(expected, 0.5),
            CristianSetting.ComputeWithService(Stamp, 14.Milliseconds(), 3.Milliseconds(), stamp, 5.Milliseconds()));

    [Fact]
    public void An_odd_nanosecond_is_rounded_so_that_the_bound_still_covers_both_ends()
    {
        var setting = SynchronousSetting.Compute(Instant.Zero, new(2), new(5));
        Assert.True(setting.Allows(new(2)));
        Assert.True(setting.Allows(new(5)));
        Assert.Equal(new Duration(2), setting.Bound);
    }

    [Fact]
    public void A_setting_tells_what_it_allows_and_how_far_it_is_off()
    {
        var setting = Setting(27, 2);
        Assert.True(setting.Allows(Instant.FromMilliseconds(29)));
        Assert.False(setting.Allows(Instant.FromMilliseconds(29.1)));
        Assert.Equal(-1.Milliseconds(), setting.Error(Instant.FromMilliseconds(28)));
        Assert.Equal("27 ms ± 2 ms", setting.ToString());
    }

    [Fact]
    public void Lundelius_and_Lynch_leave_two_clocks_half_of_the_uncertainty() =>
        Assert.Equal(3.Milliseconds(), SynchronousSetting.LeastSkew(5.Milliseconds(), 11.Milliseconds(), clocks: 2));

    [Fact]
    public void Impossible_durations_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SynchronousSetting.Compute(Stamp, 11.Milliseconds(), 5.Milliseconds()));
        Assert.Throws<ArgumentOutOfRangeException>(() => SynchronousSetting.Compute(Stamp, -1.Milliseconds(), 5.Milliseconds()));
        Assert.Throws<ArgumentOutOfRangeException>(() => CristianSetting.Compute(Stamp, 9.Milliseconds(), 5.Milliseconds()));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            CristianSetting.ComputeWithService(Stamp, 12.Milliseconds(), 3.Milliseconds(), ServerStamp.OnSending, 5.Milliseconds()));
        Assert.Throws<ArgumentException>(() => CristianSetting.Best([]));
    }

    private static ClockSetting Setting(double time, double bound) =>
        new(Instant.FromMilliseconds(time), bound.Milliseconds());

    private static Instant TimeOfDay(int hours, int minutes, double seconds) =>
        Instant.Zero + hours.Hours() + minutes.Minutes() + seconds.Seconds();
}
