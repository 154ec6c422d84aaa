namespace DistLab.Notebooks.Tests;

public sealed class DescriptionTests
{
    private static string Line(params double[] values) =>
        Figure.Of("t").X("Time", "s").Y("Load").Line("load", values.Select((v, i) => (i, v))).ToString().Split('\n')[1];

    [Theory]
    [InlineData("load: rises from 1 at 0 to 9 at 3.", new double[] { 1, 1, 4, 9 })]
    [InlineData("load: falls from 9 at 0 to 1 at 2.", new double[] { 9, 3, 1 })]
    [InlineData("load: stays at 7 from 0 to 2.", new double[] { 7, 7, 7 })]
    [InlineData("load: rises from 1 at 0 to 9 at 2, then falls to 2 at 3.", new double[] { 1, 5, 9, 2 })]
    [InlineData("load: falls from 9 at 0 to 1 at 2, then rises to 8 at 3.", new double[] { 9, 5, 1, 8 })]
    [InlineData("load: rises unevenly from 1 at 0 to 10 at 4, least 1 at 0, greatest 10 at 4.", new double[] { 1, 4, 3, 8, 10 })]
    [InlineData("load: stays near 100 from 0 to 2, least 99 at 1, greatest 100 at 2.", new double[] { 100, 99, 100.4 })]
    [InlineData("load: goes up and down from 5 at 0 to 5 at 4, least 1 at 1, greatest 9 at 2.", new double[] { 5, 1, 9, 2, 5 })]
    public void A_line_is_told_by_its_course(string told, double[] values)
    {
        Assert.StartsWith("Line chart. Load against Time, s, 0 to ", Line(values));
        Assert.EndsWith(told, Line(values));
    }

    [Fact]
    public void A_cloud_is_told_by_its_range_and_whether_it_rises()
    {
        static string Cloud(Func<int, double> y) => Figure.Of("t").Scatter("dots", Enumerable.Range(0, 20).Select(i => (i, y(i)))).ToString();
        Assert.EndsWith("dots: 20 points, least 0 at 0, greatest 19 at 19, rising.", Cloud(i => i));
        Assert.EndsWith(", falling.", Cloud(i => -i));
        Assert.EndsWith(", without a clear trend.", Cloud(i => i % 2));
        Assert.EndsWith("greatest 3 at 0.", Cloud(_ => 3));
    }

    [Fact]
    public void Many_bars_are_told_by_the_first_and_the_extremes()
    {
        var text = Figure.Of("t").Bars("keys", Enumerable.Range(0, 30).Select(i => ($"p{i}", i == 17 ? 99 : i))).ToString();
        Assert.EndsWith(" p11 11 and 18 more, least 0 at p0, greatest 99 at p17.", text);
    }
}
