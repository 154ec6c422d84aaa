using DistLab.Availability;
using DistLab.Checking;
using DistLab.Core.Tests.Checking;
using DistLab.Protocols;
using FsCheck;
using FsCheck.Fluent;

namespace DistLab.Core.Tests.Availability;

public sealed class PatternTests
{
    [Fact]
    public void A_server_is_taken_for_down_after_so_many_failures_in_a_row_and_up_after_so_many_successes()
    {
        var health = default(ServerHealth);
        foreach (var (isGood, isDown) in new[] { (false, false), (true, false), (false, false), (false, true), (true, true), (false, true), (true, true), (true, false) })
        {
            health = health.After(isGood, fall: 2, rise: 2);
            Assert.Equal(isDown, health.IsDown);
        }
    }

    [Fact]
    public void Back_off_doubles_up_to_its_bound_and_jitter_spreads_it_from_zero()
    {
        var plain = new BackOff(100.Milliseconds(), longest: 350.Milliseconds(), jitter: false);
        Assert.Equal([0, 100, 200, 350, 350], Enumerable.Range(1, 5).Select(attempt => plain.Before(attempt).Mean.Milliseconds));
        var jitter = new BackOff(100.Milliseconds()).Before(3);
        Assert.Equal((Duration.Zero, 200.Milliseconds()), (jitter.Minimum, jitter.Maximum));
        Assert.Equal(Duration.Zero, BackOff.None.Before(9).Maximum);
    }

    [Fact]
    public void A_budget_lets_retries_add_no_more_than_its_part()
    {
        var (budget, retries) = (new RetryBudget(percent: 10, reserve: 5), 0);
        for (var request = 0; request < 1_000; request++)
        {
            budget = budget.AfterRequest();
            for (; budget.Allows; retries++)
                budget = budget.AfterRetry();
        }
        Assert.InRange(retries, 100, 105);
        Assert.Throws<InvalidOperationException>(() => budget.AfterRetry());
        Assert.Equal(new RetryBudget(10), new RetryBudget(10).AfterRequest());
    }

    [Fact]
    public void A_breaker_opens_tries_once_and_closes()
    {
        var breaker = new CircuitBreaker(2).AfterFailure(0).AfterSuccess(0).AfterFailure(0);
        Assert.Equal(CircuitState.Closed, breaker.State);
        breaker = breaker.AfterFailure(0);
        Assert.Equal((CircuitState.Open, false), (breaker.State, breaker.Ask().MayPass));
        breaker = breaker.AfterWait();
        (var mayPass, breaker) = breaker.Ask();
        Assert.Equal((true, false), (mayPass, breaker.Ask().MayPass));
        Assert.Equal(CircuitState.Open, breaker.AfterFailure(breaker.Epoch).State);
        Assert.Equal(CircuitState.Closed, breaker.AfterSuccess(breaker.Epoch).State);
    }

    [Fact]
    public void A_waiting_line_is_a_list_whichever_way_it_is_continued() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf().ToArbitrary(), operations =>
        {
            // Every line made so far is kept, and any of them may be continued: none of the others may change.
            var lines = new List<(WaitingLine<string> Line, string[] Model)> { (WaitingLine<string>.Empty, []) };
            foreach (var operation in operations)
            {
                var (line, model) = lines[operation % lines.Count];
                lines.Add(operation % 3 == 0 && model.Length > 0 ? (line.RemoveFirst(), model[1..]) : (line.Add($"{lines.Count}"), [.. model, $"{lines.Count}"]));
            }
            return lines.All(one => one.Line.Items.SequenceEqual(one.Model) && one.Line.Equals(one.Model.Aggregate(WaitingLine<string>.Empty, (line, item) => line.Add(item))));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void In_every_run_a_half_open_breaker_lets_one_pass_and_late_results_change_nothing()
    {
        var result = Breaker(new(HeedsLate: false));
        Assert.True(result.Holds, result.ToString());
    }

    [Fact]
    public void A_breaker_that_heeds_late_results_is_found() =>
        Assert.Equal(Verdict.Violated, Breaker(new(HeedsLate: true))["a late result changes it"].Verdict);

    private static SearchResult<SystemRun<BreakerState>> Breaker(BreakerSystem system) => system.Check()
        .Within(state => state.Breaker.Epoch <= 6)
        .Never("two trials are under way", state => state.Breaker.State == CircuitState.HalfOpen && state.UnderWay.Count(epoch => epoch == state.Breaker.Epoch) > 1)
        .Never("a late result changes it", state => state.LateResultCounted)
        .Sometimes("it closes again", state => state.Breaker is { State: CircuitState.Closed, Epoch: > 0 })
        .Run(Cores.All);

    private sealed record BreakerState(CircuitBreaker Breaker, ValueList<int> UnderWay, bool LateResultCounted);

    /// <summary>Requests are let through, succeed or fail in any order, and the wait of an open breaker ends at any time.</summary>
    private sealed record BreakerSystem(bool HeedsLate) : ITransitionSystem<BreakerState>
    {
        public IEnumerable<BreakerState> Initial => [new(new(2), [], false)];

        public void Next(BreakerState state, Successors<BreakerState> next)
        {
            var (mayPass, asked) = state.Breaker.Ask();
            if (mayPass && state.UnderWay.Count < 3)
                next.Add(state with { Breaker = asked, UnderWay = state.UnderWay.Add(asked.Epoch) }, "let through");
            if (state.Breaker.State == CircuitState.Open)
                next.Add(state with { Breaker = state.Breaker.AfterWait() }, "wait over");
            for (var i = 0; i < state.UnderWay.Count; i++)
            {
                var epoch = state.UnderWay[i];
                var told = HeedsLate ? state.Breaker.Epoch : epoch;
                foreach (var after in new[] { state.Breaker.AfterSuccess(told), state.Breaker.AfterFailure(told) })
                    next.Add(new(after, state.UnderWay.Remove(epoch), state.LateResultCounted || (epoch != state.Breaker.Epoch && after != state.Breaker)), "result");
            }
        }
    }
}
