using DistLab.Protocols;

namespace DistLab.Core.Tests;

public class RandomStreamTests
{
    [Fact]
    public void A_derived_stream_does_not_depend_on_how_far_its_origin_was_read()
    {
        var fresh = new RandomStream(9);
        var read = new RandomStream(9);
        for (var i = 0; i < 10; i++)
            read.NextBits();

        Assert.Equal(fresh.Derive("links").NextBits(), read.Derive("links").NextBits());
        Assert.NotEqual(fresh.Derive("links").NextBits(), fresh.Derive("timers").NextBits());
        Assert.NotEqual(fresh.Derive(0).NextBits(), fresh.Derive(1).NextBits());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(1_000)]
    public void Bounded_numbers_are_evenly_spread(int bound)
    {
        var random = new RandomStream(11);
        var counts = new int[bound];
        for (var i = 0; i < 1_000 * bound; i++)
            counts[random.NextBelow(bound)]++;

        var chiSquare = counts.Sum(c => (c - 1_000.0) * (c - 1_000.0) / 1_000);
        Assert.InRange(chiSquare, (bound - 1) - 5 * Math.Sqrt(2.0 * bound), (bound - 1) + 5 * Math.Sqrt(2.0 * bound));
    }

    [Fact]
    public void Exponential_and_normal_numbers_have_the_moments_that_they_should()
    {
        var random = new RandomStream(5);
        var exponential = Enumerable.Range(0, 200_000).Select(_ => random.NextExponential()).ToArray();
        var normal = Enumerable.Range(0, 200_000).Select(_ => random.NextNormal()).ToArray();

        Assert.InRange(exponential.Average(), 0.985, 1.015);
        Assert.InRange(exponential.Count(x => x > 3) / 200_000.0, 0.0498 * 0.93, 0.0498 * 1.07);
        Assert.InRange(normal.Average(), -0.015, 0.015);
        Assert.InRange(normal.Average(x => x * x), 0.985, 1.015);
        Assert.InRange(normal.Count(x => x > 1.96) / 200_000.0, 0.025 * 0.9, 0.025 * 1.1);
    }

    [Fact]
    public void Our_logarithm_and_exponential_agree_with_the_platforms()
    {
        var random = new RandomStream(2);
        for (var i = 0; i < 100_000; i++)
        {
            var x = Math.Pow(10, (random.NextDouble() * 40) - 20);
            Assert.Equal(Math.Log(x), StableMath.Log(x), 4e-15 * Math.Max(1, Math.Abs(Math.Log(x))));
            var y = (random.NextDouble() * 100) - 50;
            Assert.Equal(1, StableMath.Exp(y) / Math.Exp(y), 1e-14);
        }
        Assert.Equal(0, StableMath.Log(1));
        Assert.Equal(1, StableMath.Exp(0));
    }

    [Fact]
    public void The_first_numbers_of_a_seed_never_change()
    {
        var random = new RandomStream(42);
        Assert.Equal([14163733958278274327UL, 461203798429629264UL, 17098829578776508781UL], new[] { random.NextBits(), random.NextBits(), random.NextBits() });
    }
}
