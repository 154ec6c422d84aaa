using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Core.Tests;

public class TimeTypesTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(1, "1 ns")]
    [InlineData(1_500, "1.5 µs")]
    [InlineData(-12_500_000, "-12.5 ms")]
    [InlineData(3_000_000_001, "3.000000001 s")]
    [InlineData(long.MinValue, "-9223372036.854775808 s")]
    public void Lengths_of_time_read_alike_in_every_culture(long nanoseconds, string text)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
        try
        {
            Assert.Equal(text, new Duration(nanoseconds).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Arithmetic_that_does_not_fit_is_an_error_and_never_a_wrong_time()
    {
        Assert.Throws<OverflowException>(() => Instant.MaxValue + new Duration(1));
        Assert.Throws<OverflowException>(() => Duration.MaxValue + new Duration(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Duration.FromSeconds(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Duration.FromSeconds(1e12));
    }

    [Fact]
    public void Units_convert()
    {
        Assert.Equal(new Duration(1_500_000), 1.5.Milliseconds());
        Assert.Equal(1.Hours(), 60.Minutes());
        Assert.Equal(2.5, 5.Seconds() / 2.Seconds());
        Assert.Equal(10.Milliseconds(), Instant.FromMilliseconds(15) - Instant.FromMilliseconds(5));
    }

    [Fact]
    public void Lists_in_a_state_compare_by_their_items()
    {
        ValueList<NodeId> one = [1, 2, 3];
        ValueList<NodeId> other = [1, 2];

        Assert.Equal(one, other.Add(3));
        Assert.Equal(one.GetHashCode(), other.Add(3).GetHashCode());
        Assert.NotEqual(one, [3, 2, 1]);
        Assert.NotEqual((ValueList<int>)[0], (ValueList<int>)[]);
        Assert.NotEqual(((ValueList<int>)[0]).GetHashCode(), ((ValueList<int>)[]).GetHashCode());
        Assert.Equal([2, 3], one.RemoveFirst());
        Assert.Equal([1, 3], one.Remove(2));
        Assert.Equal([1, 9, 3], one.With(1, 9));
        Assert.Throws<InvalidOperationException>(() => ValueList<int>.Empty.RemoveFirst());
    }
}
