namespace DistLab.Notebooks.Tests;

public sealed class ScoreboardTests
{
    private static Scoreboard Model => Scoreboard.Titled("Load at 120 % of capacity")
        .Equal("Availability, no retry", 83.3, 77.9, within: 0.5, unit: "%", source: "exact, loss formula", reason: "counts answers after 500 ms")
        .Equal("Availability, budget", 82, 82.0, unit: "%")
        .AtMost("Arrivals per request", 4, 3.31)
        .Equal("Recovery time", 12, 11.6, within: 0.5, unit: "s");

    [Fact]
    public void Differences_and_verdicts_are_computed()
    {
        Assert.Equal(["\u22125.4 points", "0.0 points", "\u221217 %", "\u22123.3 %"], Model.Rows.Select(row => row.Difference.Replace('\u00A0', ' ')));
        Assert.Equal([Agreement.Explained, Agreement.Yes, Agreement.InBound, Agreement.Yes], Model.Rows.Select(row => row.Agrees));
        Assert.True(Model.Agrees);
    }

    [Fact]
    public void A_difference_without_a_reason_and_a_broken_bound_do_not_agree()
    {
        Assert.False(Scoreboard.Titled("t").Equal("q", 1, 2).Agrees);
        Assert.False(Scoreboard.Titled("t").AtMost("q", 4, 4.01).Agrees);
        Assert.False(Scoreboard.Titled("t").AtLeast("q", 4, 3.99).Agrees);
        Assert.False(Scoreboard.Titled("t").AtMost("q", 4, double.NaN).Agrees);
        Assert.False(Scoreboard.Titled("t").Equal("q", 4, double.NaN, within: 100).Agrees);
        Assert.True(Scoreboard.Titled("t").Equal("q", 1.0, 1.1, within: 0.1).AtLeast("q", 4, 4).Agrees);
        Assert.Throws<ArgumentOutOfRangeException>(() => Scoreboard.Titled("t").Equal("q", 1, 1, within: -1));
    }

    [Fact]
    public void A_difference_from_zero_is_told_as_it_is()
    {
        var row = Assert.Single(Scoreboard.Titled("t").Equal("lost", 0, 3, unit: "messages").Rows);
        Assert.Equal("+3 messages", row.Difference.Replace('\u00A0', ' '));
    }

    [Fact]
    public void The_table_shows_sources_reasons_and_labels_for_narrow_pages()
    {
        var html = Model.ToHtml();
        Assert.Contains("<caption>Load at 120 % of capacity</caption>", html);
        Assert.Contains("<small>exact, loss formula</small>", html);
        Assert.Contains("≠ explained<br/><small>counts answers after 500 ms</small>", html);
        Assert.Contains("data-l=\"Difference\"", html);
        Assert.DoesNotContain("<i>", Scoreboard.Titled("<i>").Equal("<i>", 1, 1, source: "<i>").ToHtml());
        Assert.Equal(6, Model.ToString().Split('\n').Length);
    }
}
