using DistLab.Analysis;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Analysis;

public sealed class SampleTests
{
    /// <summary>What two soporifics added to the sleep of ten patients, in hours: the example of Student, "The Probable Error of a Mean" (1908).</summary>
    private static readonly double[] Sleep = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];

    [Fact]
    public void Students_own_example_has_the_published_mean_deviation_and_interval()
    {
        var sample = new Sample(Sleep);
        Assert.Equal(1.58, sample.Mean, 12);
        Assert.Equal(1.2300, sample.StandardDeviation, 4);
        // R's t.test(extra ~ group, data = sleep, paired = TRUE): -2.4598858 -0.7001142.
        Assert.Equal(0.7001142, sample.Mean - sample.HalfWidth(), 7);
        Assert.Equal(2.4598858, sample.Mean + sample.HalfWidth(), 7);
    }

    /// <summary>Critical values from the table in the NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.</summary>
    [Theory]
    [InlineData(1, 0.90, 6.314)]
    [InlineData(1, 0.95, 12.706)]
    [InlineData(1, 0.99, 63.657)]
    [InlineData(2, 0.95, 4.303)]
    [InlineData(4, 0.95, 2.776)]
    [InlineData(9, 0.95, 2.262)]
    [InlineData(10, 0.99, 3.169)]
    [InlineData(20, 0.90, 1.725)]
    [InlineData(29, 0.95, 2.045)]
    [InlineData(100, 0.99, 2.626)]
    public void Half_widths_are_those_of_the_published_table(int degrees, double confidence, double critical)
    {
        // Numbers whose standard deviation, with n - 1, is the square root of n, so that the half width is the critical value.
        var sample = new Sample(Enumerable.Range(0, degrees + 1).Select(i => (double)i));
        Assert.Equal(critical, sample.HalfWidth(confidence) * Math.Sqrt(sample.Count) / sample.StandardDeviation, 3);
    }

    [Theory]
    [InlineData(3, 0.95)]
    [InlineData(5, 0.95)]
    [InlineData(5, 0.80)]
    [InlineData(20, 0.99)]
    public void An_interval_covers_the_true_mean_as_often_as_it_says(int size, double confidence)
    {
        const int rounds = 20_000;
        var covered = 0;
        for (var round = 0; round < rounds; round++)
        {
            var random = new RandomStream((ulong)round).Derive($"{size}");
            var sample = new Sample(Enumerable.Range(0, size).Select(_ => 7 + (2 * random.NextNormal())).ToArray());
            covered += Math.Abs(sample.Mean - 7) <= sample.HalfWidth(confidence) ? 1 : 0;
        }
        // Four standard errors; with the normal distribution's 1.96 three measurements would cover 81 % and five 88 %.
        var error = 4 * Math.Sqrt(confidence * (1 - confidence) / rounds);
        Assert.InRange((double)covered / rounds, confidence - error, confidence + error);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 3.25)]
    [InlineData(0.5, 5.5)]
    [InlineData(0.95, 9.55)]
    [InlineData(1, 10)]
    public void Quantiles_are_those_that_R_gives(double share, double value) =>
        Assert.Equal(value, new Sample([3, 1, 2, 10, 9, 8, 7, 6, 5, 4]).Quantile(share), 12);

    [Fact]
    public void One_measurement_has_a_mean_and_no_interval_and_none_has_neither()
    {
        Assert.Equal(3, new Sample([3]).Mean);
        Assert.True(double.IsNaN(new Sample([3]).HalfWidth()));
        Assert.All((double[])[new Sample([]).Mean, new Sample([]).Min, new Sample([]).Max, new Sample([]).Quantile(0.5)], value => Assert.True(double.IsNaN(value)));
        Assert.Equal(0, new Sample([3, 3, 3]).HalfWidth());
    }

    [Fact]
    public void What_is_no_number_is_kept_and_left_out_of_the_figures()
    {
        var sample = new Sample([1, double.NaN, 3]);
        Assert.Equal((3, 2.0, 1.0, 3.0), (sample.Count, sample.Mean, sample.Min, sample.Max));
        Assert.Equal(new Sample([1, 3]).HalfWidth(), sample.HalfWidth());
    }

    [Fact]
    public void A_few_huge_measurements_do_not_swallow_the_small_ones() => Assert.Equal(0.5, new Sample([1, 1e100, 1, -1e100]).Mean);

    [Fact]
    public void A_confidence_or_a_share_out_of_range_is_refused()
    {
        foreach (var confidence in (double[])[0, 1, 95, double.NaN])
            Assert.Throws<ArgumentOutOfRangeException>(() => new Sample([1, 2]).HalfWidth(confidence));
        foreach (var share in (double[])[-0.1, 1.1, double.NaN])
            Assert.Throws<ArgumentOutOfRangeException>(() => new Sample([1, 2]).Quantile(share));
    }
}
