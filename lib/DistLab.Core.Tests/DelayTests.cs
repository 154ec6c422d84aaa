using DistLab.Protocols;

namespace DistLab.Core.Tests;

public class DelayTests
{
    public static TheoryData<Delay> All =>
    [
        Delay.Constant(3.Milliseconds()),
        Delay.Uniform(2.Milliseconds(), 8.Milliseconds()),
        Delay.Exponential(4.Milliseconds()),
        Delay.ShiftedExponential(5.Milliseconds(), 2.Milliseconds()),
        Delay.LogNormal(3.Milliseconds(), 0.5),
        Delay.Empirical(1.Milliseconds(), 2.Milliseconds(), 9.Milliseconds()),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Samples_keep_to_the_bounds_and_the_mean(Delay delay)
    {
        var random = new RandomStream(1);
        var samples = Enumerable.Range(0, 50_000).Select(_ => delay.Sample(random)).ToArray();

        Assert.All(samples, s => Assert.True(s >= delay.Minimum && s <= delay.Maximum));
        Assert.InRange(samples.Average(s => s.Milliseconds), delay.Mean.Milliseconds * 0.98, delay.Mean.Milliseconds * 1.02);
    }

    [Fact]
    public void Both_ends_of_a_uniform_delay_come_up()
    {
        var random = new RandomStream(1);
        var samples = Enumerable.Range(0, 200).Select(_ => Delay.Uniform(new(1), new(3)).Sample(random).Nanoseconds).ToHashSet();
        Assert.Equal([1L, 2L, 3L], samples.Order());
    }

    [Fact]
    public void Half_of_all_log_normal_draws_are_below_the_median()
    {
        var random = new RandomStream(1);
        var delay = Delay.LogNormal(10.Milliseconds(), 1.5);
        Assert.InRange(Enumerable.Range(0, 20_000).Count(_ => delay.Sample(random) < 10.Milliseconds()), 9_700, 10_300);
    }

    [Fact]
    public void Delays_are_values() => Assert.Equal(Delay.Empirical(1.Milliseconds(), 2.Milliseconds()), Delay.Empirical(1.Milliseconds(), 2.Milliseconds()));

    [Fact]
    public void Delays_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Delay.Constant(new(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Delay.Uniform(2.Seconds(), 1.Seconds()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Delay.Exponential(Duration.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => Delay.LogNormal(1.Seconds(), double.NaN));
        Assert.Throws<ArgumentException>(() => Delay.Empirical());
        Assert.Throws<ArgumentException>(() => Delay.Empirical(new Duration(-5)));
    }
}
