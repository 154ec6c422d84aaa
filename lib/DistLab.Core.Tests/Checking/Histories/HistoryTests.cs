using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Checking.Histories;

public sealed class HistoryTests
{
    [Fact]
    public void A_builder_keeps_operations_in_the_order_of_calls_and_events_in_theirs()
    {
        var history = new HistoryBuilder()
            .Invoke(0, Call.Put("x", 1), At(1)).Invoke(1, Call.Get("x"), At(2)).Return(1, 1, At(3)).Fail(0, At(5)).Invoke(1, Call.Get("x"), At(5)).ToHistory();

        Assert.Equal(["put(x, 1), failed", "get(x) → 1", "get(x), no answer"], history.Select(operation => operation.ToString()));
        Assert.Equal([At(1), At(2), At(3), At(5), At(5)], history.Events().Select(one => one.At));
        Assert.True(history.HasTimes);
        Assert.Equal([0, 1], history.Clients);
    }

    [Fact]
    public void Without_times_the_places_of_the_events_stand_for_them()
    {
        var history = new HistoryBuilder().Invoke(0, Call.Write(1)).Return(0).Invoke(0, Call.Read(), At(100)).Return(0, 1).ToHistory();
        Assert.False(history.HasTimes);
        Assert.Equal([new(0), new(1), new(2), new Instant(3)], history.Events().Select(one => one.At));
    }

    [Fact]
    public void A_time_before_that_of_the_last_event_counts_as_the_same_time()
    {
        var history = new HistoryBuilder().Invoke(0, Call.Read(), At(5)).Return(0, 1, At(4)).ToHistory();
        Assert.Equal(At(5), history[0].ReturnedAt);
    }

    [Fact]
    public void A_client_has_one_operation_at_a_time_until_it_gives_up()
    {
        var builder = new HistoryBuilder().Invoke(3, Call.Put("x", 1));
        Assert.Contains("Client 3 calls get(x) while its put(x, 1) is under way", Assert.Throws<InvalidOperationException>(() => builder.Invoke(3, Call.Get("x"))).Message);
        Assert.Equal(2, builder.Unknown(3).Invoke(3, Call.Get("x")).Return(3, 1).ToHistory().Count(operation => operation.Client == 3));
        Assert.Throws<InvalidOperationException>(() => builder.Return(3, 1));
    }

    [Fact]
    public void Operations_with_times_that_touch_count_as_concurrent()
    {
        var history = History.Of(
            Operation.Returned(0, Call.Write(1), Value.Nil, At(0), At(10)),
            Operation.Returned(1, Call.Read(), Value.Nil, At(10), At(20)),
            Operation.Returned(2, Call.Read(), 1, At(5), At(10)));
        Assert.True(Linearizability.Check(history, new RegisterModel()).IsSatisfied);

        var apart = History.Of(
            Operation.Returned(0, Call.Write(1), Value.Nil, At(0), At(10)),
            Operation.Returned(1, Call.Read(), Value.Nil, At(11), At(20)));
        Assert.False(Linearizability.Check(apart, new RegisterModel()).IsSatisfied);
    }

    [Fact]
    public void A_clients_own_operations_follow_each_other_even_at_one_instant()
    {
        var history = History.Of(
            Operation.Returned(0, Call.Read(), 1, At(5), At(5)),
            Operation.Returned(0, Call.Write(1), Value.Nil, At(0), At(5)),
            Operation.Unknown(0, Call.Write(2), At(5)),
            Operation.Returned(0, Call.Read(), 2, At(5), At(9)));
        Assert.Equal(["write(1)", "read() → 1", "write(2), no answer", "read() → 2"], history.Select(operation => operation.ToString()));
        Assert.True(history.ReturnPlace(0) < history.CallPlace(1) && history.ReturnPlace(1) < history.CallPlace(2));
    }

    [Fact]
    public void Operations_of_one_client_that_overlap_are_refused()
    {
        var overlapping = new[] { Operation.Returned(0, Call.Read(), 1, At(0), At(5)), Operation.Returned(0, Call.Read(), 1, At(3), At(6)) };
        Assert.Contains("one operation at a time", Assert.Throws<ArgumentException>(() => History.Of(overlapping)).Message);
        Assert.Throws<ArgumentException>(() => Operation.Returned(0, Call.Read(), 1, At(5), At(4)));
    }

    [Fact]
    public void A_prefix_knows_nothing_of_what_came_later()
    {
        var history = new HistoryBuilder().Invoke(0, Call.Write(1)).Invoke(1, Call.Read()).Return(0).Return(1, 1).ToHistory();
        Assert.Equal(["write(1), no answer"], history.Prefix(1).Select(operation => operation.ToString()));
        Assert.Equal(["write(1)", "read(), no answer"], history.Prefix(3).Select(operation => operation.ToString()));
        Assert.Equal(history, history.Prefix(4));
        Assert.NotEqual(history, history.Prefix(3));
    }

    [Fact]
    public void A_simulated_runs_history_is_read_from_its_outputs_and_a_crash_leaves_an_outcome_unknown()
    {
        var run = new OneServer(isCorrect: true).Simulate(nodes: 4, seed: 3, network: Delay.Constant(10.Milliseconds()), trace: Trace.KeepAll());
        run.Schedule(At(65_000_000), Fault.Crash(2));
        run.RunUntil(At(200_000_000));

        var history = History.FromTrace(run.Trace);
        Assert.Equal([1, 2, 3], history.Clients);
        Assert.Single(history, operation => operation.Client == 2 && operation.Outcome == OperationOutcome.Unknown);
        Assert.True(Linearizability.Check(history, new KeyValueModel()).IsSatisfied);
        Assert.True(history.Count > 15);
    }

    [Fact]
    public void A_server_that_answers_with_an_old_value_is_found_out()
    {
        var run = new OneServer(isCorrect: false).Simulate(nodes: 2, network: Delay.Constant(10.Milliseconds()), trace: Trace.KeepAll());
        run.RunUntil(At(400_000_000));
        var history = History.FromTrace(run.Trace);
        Assert.False(Linearizability.Check(history, new KeyValueModel()).IsSatisfied);
        Assert.False(SessionConsistency.Check(history, SessionGuarantees.ReadYourWrites).IsSatisfied);
    }

    [Fact]
    public void A_trace_without_its_first_rows_makes_no_history()
    {
        var run = new OneServer(isCorrect: true).Simulate(nodes: 4, trace: Trace.KeepLast(8));
        run.RunUntil(At(100_000_000));
        Assert.Contains("KeepAll", Assert.Throws<InvalidOperationException>(() => History.FromTrace(run.Trace)).Message);
    }

    private static Instant At(long nanoseconds) => new(nanoseconds);
}
