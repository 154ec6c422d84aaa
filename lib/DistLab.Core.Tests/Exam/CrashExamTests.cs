using DistLab.Exam;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Exam;

public sealed class CrashExamTests
{
    [Theory]
    [InlineData("a client that neither holds nor waits", false, true, "[P2, P4]", "[]")]
    [InlineData("a client that waits", false, false, "[]", "[P4]")]
    [InlineData("the holder", false, false, "[]", "[P2, P4]")]
    [InlineData("a client that neither holds nor waits", true, true, "[P2, P4]", "[]")]
    [InlineData("a client that waits", true, true, "[P4]", "[]")]
    [InlineData("the holder", true, true, "[P2, P4]", "[]")]
    [InlineData("the server", false, false, "[]", "[P2, P4]")]
    public void Q7_each_crash_has_its_outcome(string crash, bool leased, bool tolerated, string entered, string waiting)
    {
        var found = Q7.Cases().Single(c => c.Crash == crash && (c.Lease is not null) == leased);
        Assert.Equal(tolerated, found.IsTolerated);
        Assert.True(found.IsSafe);
        Assert.Equal(entered, found.EnteredAfterwards.ToString());
        Assert.Equal(waiting, found.WaitingForEver.ToString());
    }

    [Fact]
    public void Q7_a_lease_frees_the_next_client_when_it_runs_out_and_not_before()
    {
        var holder = Q7.Cases().Single(c => c.Crash == "the holder" && c.Lease is not null);
        var next = holder.Run.Report.Visits.Single(v => v.Node == 2);
        // Granted at 2 ms, so over at 52 ms, and the next grant is with its client 2 ms later.
        Assert.Equal(Instant.FromMilliseconds(2) + Q7.Lease + 2.Milliseconds(), next.Entered);
    }

    [Fact]
    public void Q7_a_server_that_restarts_with_an_empty_memory_lets_two_in() =>
        Assert.False(Q7.Cases().Single(c => c.Crash.Contains("restarts", StringComparison.Ordinal)).IsSafe);

    [Fact]
    public void Q7_a_lease_lets_two_in_when_the_holder_is_only_slow()
    {
        var slow = Q7.SlowHolder();
        Assert.Equal("two inside at once", slow.Outcome);
        Assert.Equal("P2 enters at 14 ms while P1 is inside", slow.Run.Report.Violations[0].ToString());
    }

    [Fact]
    public void Q7_the_answer_lists_every_case()
    {
        var answer = Q7.Answer();
        Assert.StartsWith("Only of a client that neither holds", answer.Results[0].Answer, StringComparison.Ordinal);
        Assert.Equal(4, answer.Results.Count);
        Assert.Equal(6, answer.Variants.Count);
        Assert.All(answer.Variants.Take(3), v => Assert.StartsWith("goes on", v.Answer, StringComparison.Ordinal));
    }

    [Fact]
    public void Q7_a_case_sums_itself_up_in_a_line() =>
        Assert.Equal(
            new CrashSummary("a client that waits", null, "blocked for ever", "nobody", "P4"),
            Q7.Cases().First(c => c.Crash == "a client that waits").Summary);

    [Fact]
    public void Q7_practice_draws_different_cases()
    {
        var drawn = Enumerable.Range(0, 40).Select(seed => Q7.Practice((ulong)seed).Question).Distinct();
        Assert.Equal(8, drawn.Count());
    }
}
