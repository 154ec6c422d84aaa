using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.DotNet.Interactive.Formatting;

namespace DistLab.Notebooks.Tests;

public sealed class ProgressBarTests
{
    private const string Mime = "application/vnd.distlab.progress+json";

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    private static string Json(ProgressBar bar) => bar.ToDisplayString(Mime);

    private static string Html(ProgressBar bar) => bar.ToDisplayString("text/html");

    [Fact]
    public void A_bar_is_shown_as_HTML_as_data_and_as_text()
    {
        Assert.Equal(["text/html", Mime, "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(ProgressBar)));
        var bar = new ProgressBar("Runs <1>");
        bar.Report(0.5);
        var track = XDocument.Parse(Html(bar)).Descendants("div").Single(e => (string?)e.Attribute("role") == "progressbar");
        Assert.Equal(("Runs <1>", "0", "100", "50"), ((string)track.Attribute("aria-label")!, (string)track.Attribute("aria-valuemin")!, (string)track.Attribute("aria-valuemax")!, (string)track.Attribute("aria-valuenow")!));
        Assert.Equal("Runs <1> ━━━━━━━━━━━━──────────── 50 %", bar.ToString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"label":"Runs <1>","fraction":0.5,"secondsLeft":null,"state":"running"}"""), JsonNode.Parse(Json(bar))));
    }

    [Theory]
    [InlineData(10, 0.5, "a few seconds left", 10)]
    [InlineData(30, 0.5, "about 30 s left", 30)]
    [InlineData(60, 0.25, "about 3 min left", 180)]
    [InlineData(3600, 0.1, "about 9 h left", 32400)]
    public void The_time_left_follows_from_the_pace_so_far(int seconds, double fraction, string text, int left)
    {
        var clock = new Clock();
        var bar = new ProgressBar("Runs", clock);
        clock.Now = TimeSpan.FromSeconds(seconds == 10 ? 9 : seconds);
        bar.Report(fraction);
        Assert.EndsWith(text, bar.ToString());
        Assert.Equal(seconds == 10 ? 9 : left, (int)JsonNode.Parse(Json(bar))!["secondsLeft"]!);
    }

    [Fact]
    public void The_time_is_not_guessed_from_the_first_moments_and_starts_with_the_work()
    {
        var clock = new Clock();
        var bar = new ProgressBar("Runs", clock);
        clock.Now = TimeSpan.FromMinutes(5);
        bar.Report(0);
        clock.Now += TimeSpan.FromSeconds(0.5);
        bar.Report(0.1);
        Assert.Null(bar.TimeLeft);
        clock.Now += TimeSpan.FromSeconds(1.5);
        Assert.Equal(18, bar.TimeLeft!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void A_bar_that_is_done_looks_the_same_however_long_it_took()
    {
        var clock = new Clock();
        var (slow, fast) = (new ProgressBar("Runs", clock), new ProgressBar("Runs"));
        slow.Report(0.3);
        clock.Now = TimeSpan.FromHours(2);
        slow.Report(1);
        fast.Report(7);
        Assert.Equal(ProgressState.Done, slow.State);
        Assert.Equal((Html(fast), Json(fast), fast.ToString()), (Html(slow), Json(slow), slow.ToString()));
        Assert.Equal("✓ Runs: done", slow.ToString());
        Assert.DoesNotContain("progressbar", Html(slow));
    }

    [Fact]
    public void A_bar_never_goes_back_and_ends_once()
    {
        var bar = new ProgressBar();
        foreach (var value in new[] { 0.4, 0.2, double.NaN, -1, 0.3 })
            bar.Report(value);
        Assert.Equal(0.4, bar.Fraction);
        bar.Cancel();
        bar.Report(1);
        bar.Fail("late");
        Assert.Equal((ProgressState.Cancelled, 0.4, null), (bar.State, bar.Fraction, bar.Failure));
        Assert.Equal("■ Progress: stopped at 40 %", bar.ToString());
    }

    [Fact]
    public void A_failure_says_why_and_a_hundred_percent_is_kept_for_the_end()
    {
        var bar = new ProgressBar("Runs");
        bar.Report(0.9999);
        Assert.Contains("99 %", bar.ToString());
        bar.Fail("no such host <x>");
        Assert.Equal("✗ Runs: failed at 99 %: no such host <x>", bar.ToString());
        Assert.Contains("no such host <x>", XDocument.Parse(Html(bar)).Root!.Value);
    }

    [Fact]
    public void Only_what_can_be_seen_is_told()
    {
        var bar = new ProgressBar();
        var told = 0;
        bar.PropertyChanged += (_, _) => told++;
        for (var i = 0; i <= 1_000_000; i++)
            bar.Report(i / 1_000_000.0);
        Assert.InRange(told, 999, 1001);
    }

    [Fact]
    public void Reports_from_many_threads_end_at_the_greatest()
    {
        var bar = new ProgressBar();
        var seen = new System.Collections.Concurrent.ConcurrentBag<double>();
        bar.PropertyChanged += (_, _) => seen.Add(bar.Fraction);
        Parallel.For(0, 10_000, i => bar.Report(i / 10_001.0));
        Assert.Equal(9_999 / 10_001.0, bar.Fraction);
        Assert.Equal(ProgressState.Running, bar.State);
        Assert.All(seen, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void A_loop_moves_the_bar_and_is_done_after_its_last_item()
    {
        var bar = new ProgressBar();
        var seen = bar.Track(Enumerable.Range(0, 4)).Select(_ => (bar.Fraction, bar.State)).ToList();
        Assert.Equal([0, 0.25, 0.5, 0.75], seen.Select(s => s.Fraction));
        Assert.All(seen, s => Assert.Equal(ProgressState.Running, s.State));
        Assert.Equal(ProgressState.Done, bar.State);
        var none = new ProgressBar();
        Assert.Empty(none.Track(Array.Empty<int>()));
        Assert.Equal(ProgressState.Done, none.State);
    }

    [Fact]
    public void A_loop_that_is_left_early_leaves_the_bar_stopped()
    {
        var left = new ProgressBar();
        foreach (var i in left.Track([1, 2, 3, 4]))
        {
            if (i == 3)
                break;
        }
        Assert.Equal("■ Progress: stopped at 50 %", left.ToString());
        var thrown = new ProgressBar();
        Assert.Throws<InvalidOperationException>(() => thrown.Track([1, 2]).Select<int, int>(_ => throw new InvalidOperationException()).ToList());
        Assert.Equal(ProgressState.Cancelled, thrown.State);
    }
}
