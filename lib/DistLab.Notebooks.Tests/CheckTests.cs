namespace DistLab.Notebooks.Tests;

public sealed class CheckTests
{
    [Theory]
    [InlineData(12.5, 12.5, 0, true)]
    [InlineData(12.6, 12.5, 0.1, true)]
    [InlineData(12.61, 12.5, 0.1, false)]
    [InlineData(0.30000000000000004, 0.3, 0, true)]
    [InlineData(-12.5, 12.5, 0, false)]
    [InlineData(double.NaN, 12.5, 1, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 0, true)]
    [InlineData(double.PositiveInfinity, 1, 0, false)]
    [InlineData(0, 0, 0, true)]
    public void A_number_passes_within_its_tolerance(double answer, double expected, double tolerance, bool passes)
    {
        var result = Check.Number("Q4 A", answer, expected, tolerance);
        Assert.Equal(passes, result.Passed);
        Assert.Equal(passes ? CheckState.Passed : CheckState.NotYet, result.State);
    }

    [Fact]
    public void A_wrong_number_tells_expected_got_and_where_to_look()
    {
        var text = Check.Number("Q4 A", 13, 12.5, 0.1, hint: "Which delay counts: the mean or the least?", unit: "ms").ToString().Replace('\u00A0', ' ');
        Assert.Equal("✗ Not yet. Q4 A\n  Expected 12.5 ± 0.1 ms; got 13 ms. Which delay counts: the mean or the least?", text);
        Assert.DoesNotContain("12.5", Check.Number("Q4 A", 13, 12.5, reveal: false).ToString());
    }

    [Fact]
    public void What_is_not_answered_is_neither_passed_nor_wrong()
    {
        CheckResult[] open =
        [
            Check.Number("a", null, 1),
            Check.Equal<string>("b", null, "x"),
            Check.That("c", (bool?)null),
            Check.That("d", () => throw new NotImplementedException()),
            Check.Holds("e", null),
            Check.Holds("f", _ => throw new NotImplementedException(), 3),
        ];
        Assert.All(open, result => Assert.Equal(CheckState.NotAnswered, result.State));
        Assert.All(open, result => Assert.False(result.Passed));
        Assert.All(open, result => Assert.Contains("Not answered yet.", result.ToHtml()));
        Assert.All(open, result => Assert.DoesNotContain("class=\"dlx box fail\"", result.ToHtml()));
    }

    [Fact]
    public void Words_are_compared_without_case_and_lists_item_by_item()
    {
        Assert.True(Check.Equal("ring", " FIFO ", "fifo").Passed);
        Assert.True(Check.Equal("order", (int[])[1, 2], [1, 2]).Passed);
        Assert.Equal("✗ Not yet. order\n  Expected [1, 2]; got [2, 1].", Check.Equal("order", (int[])[2, 1], [1, 2]).ToString());
        Assert.False(Check.Equal("count", 3, 4).Passed);
    }

    [Fact]
    public void A_condition_tells_what_was_expected_and_what_came()
    {
        var result = Check.That("Service recovers", false, "Look at NextDelay", expected: "at least 99 %", got: 31.4);
        Assert.Equal("✗ Not yet. Service recovers\n  Expected at least 99 %; got 31.4. Look at NextDelay.", result.ToString());
        Assert.True(Check.That("Service recovers", true).Passed);
    }

    [Fact]
    public void A_property_is_tried_for_every_seed_and_the_first_that_fails_is_named()
    {
        var tried = new List<ulong>();
        var result = Check.Holds("Nobody waits more than N hops", seed =>
        {
            tried.Add(seed);
            return seed != 37;
        });
        Assert.Contains("It fails for seed 37.", result.ToString());
        Assert.Equal(37, tried.Count);
        Assert.Contains("Tried for seeds 1 to 100.", Check.Holds("always", _ => true).ToString());
        Assert.Contains("seed 2: two inside at 14 ms.", Check.NoFault("safe", seed => seed == 2 ? "two inside at 14 ms" : null).ToString());
    }

    [Fact]
    public void Code_that_throws_is_not_right_yet_and_does_not_throw()
    {
        var holds = Check.Holds("p", seed => seed < 4 ? true : throw new InvalidOperationException("no token"));
        Assert.Equal(CheckState.NotYet, holds.State);
        Assert.Contains("threw InvalidOperationException for seed 4: no token.", holds.ToString());
        Assert.Contains("DivideByZeroException", Check.That("q", () => 1 / int.Parse("0") > 0).ToString());
        Assert.Equal(CheckState.NotYet, Check.Equal("r", new Hostile(), new Hostile()).State);
    }

    [Fact]
    public void Html_is_escaped()
    {
        var html = Check.That("<b>x</b>", false, "see <script>", got: "a & b").ToHtml();
        Assert.Contains("&lt;b&gt;x&lt;/b&gt;", html);
        Assert.Contains("see &lt;script&gt;", html);
        Assert.DoesNotContain("<script>", html);
        Assert.Contains("a &amp; b", html);
    }

    [Fact]
    public void A_tolerance_below_zero_and_no_seeds_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Check.Number("a", 1, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Check.Number("a", 1, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Check.Holds("a", _ => true, 0));
    }

    private sealed class Hostile
    {
        public override bool Equals(object? obj) => throw new InvalidOperationException("never");

        public override int GetHashCode() => 0;
    }
}
