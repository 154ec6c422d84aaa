using DistLab.Checking;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Checking.Consistency;

public sealed class LinearizabilityTests
{
    private static readonly Call Dequeue = new("dequeue", Value.Nil, Value.Nil);

    /// <summary>Figure 1 of Herlihy and Wing (1990): histories of a queue, A and B are clients 0 and 1.</summary>
    [Fact]
    public void Herlihy_and_Wings_queues_are_judged_as_in_their_paper()
    {
        var first = new HistoryBuilder().Invoke(0, Enqueue("x")).Invoke(1, Enqueue("y")).Return(1).Return(0)
            .Invoke(1, Dequeue).Return(1, "x").Invoke(0, Dequeue).Return(0, "y").Invoke(0, Enqueue("z")).ToHistory();
        var second = new HistoryBuilder().Invoke(0, Enqueue("x")).Return(0).Invoke(1, Enqueue("y")).Invoke(0, Dequeue).Return(1).Return(0, "y").ToHistory();
        var third = new HistoryBuilder().Invoke(0, Enqueue("x")).Invoke(1, Dequeue).Return(1, "x").ToHistory();
        var fourth = new HistoryBuilder().Invoke(0, Enqueue("x")).Invoke(1, Enqueue("y")).Return(0).Return(1)
            .Invoke(0, Dequeue).Invoke(2, Dequeue).Return(0, "y").Return(2, "y").ToHistory();

        Assert.True(Check(first).IsSatisfied);
        Assert.False(Check(second).IsSatisfied);
        Assert.True(Check(third).IsSatisfied);
        Assert.False(Check(fourth).IsSatisfied);
    }

    [Fact]
    public void A_stale_read_is_explained_by_its_smallest_prefix_its_operations_and_what_it_should_have_answered()
    {
        var history = new HistoryBuilder()
            .Invoke(0, Call.Write(1)).Return(0).Invoke(0, Call.Write(2)).Invoke(1, Call.Read()).Return(1, 2).Return(0)
            .Invoke(2, Call.Read()).Return(2, 1).Invoke(1, Call.Read()).Return(1, 2).ToHistory();
        var verdict = Linearizability.Check(history, new RegisterModel(0));

        Assert.Equal(Conformance.Violated, verdict.Conformance);
        Assert.Equal(8, verdict.PrefixLength);
        Assert.Equal([0, 1, 3], verdict.Offending);
        Assert.Equal("Not linearizable: read() → 1 of client 2 has no place: in every order that fits so far it would have answered 2.", verdict.Explanation);
        Assert.Equal([0, 1, 2], verdict.Order);
        Assert.Equal(["1", "2", "2"], verdict.States);
    }

    [Fact]
    public void An_order_comes_with_points_within_each_operations_time_and_with_the_states_between()
    {
        var history = History.Of(
            Operation.Returned(0, Call.Write(1), Value.Nil, At(0), At(100)),
            Operation.Returned(1, Call.Read(), 1, At(10), At(90)),
            Operation.Returned(2, Call.Read(), Value.Nil, At(20), At(80)),
            Operation.Unknown(3, Call.Write(2), At(30)),
            Operation.Returned(1, Call.Read(), 2, At(95), At(120)));
        var verdict = Linearizability.Check(history, new RegisterModel());

        Assert.Equal([2, 0, 1, 3, 4], verdict.Order);
        Assert.Equal(["nil", "1", "1", "2", "2"], verdict.States);
        for (var i = 0; i < 5; i++)
        {
            var operation = history[verdict.Order[i]];
            Assert.InRange(verdict.Points[i].Nanoseconds, operation.Invoked.Nanoseconds, operation.ReturnedAt?.Nanoseconds ?? 120);
            Assert.True(i == 0 || verdict.Points[i] > verdict.Points[i - 1]);
        }
    }

    [Fact]
    public void An_operation_without_an_answer_may_take_effect_late_or_never_and_a_failed_one_never()
    {
        var late = new HistoryBuilder().Invoke(0, Call.Write(1)).Unknown(0).Invoke(0, Call.Read()).Return(0, 0).Invoke(1, Call.Read()).Return(1, 1).ToHistory();
        var never = new HistoryBuilder().Invoke(0, Call.Write(1)).Unknown(0).Invoke(1, Call.Read()).Return(1, 0).ToHistory();
        var twice = new HistoryBuilder().Invoke(0, Call.Write(1)).Unknown(0).Invoke(1, Call.Read()).Return(1, 1).Invoke(1, Call.Write(0)).Return(1).Invoke(1, Call.Read()).Return(1, 1).ToHistory();
        var failed = new HistoryBuilder().Invoke(0, Call.Write(1)).Fail(0).Invoke(1, Call.Read()).Return(1, 1).ToHistory();

        Assert.Equal([true, true, false, false], new[] { late, never, twice, failed }.Select(history => Linearizability.Check(history, new RegisterModel(0)).IsSatisfied));
    }

    [Fact]
    public void A_lock_that_two_hold_is_found_and_one_that_waits_is_not()
    {
        var both = new HistoryBuilder().Invoke(0, Acquire(0)).Return(0).Invoke(1, Acquire(1)).Return(1).ToHistory();
        var waits = new HistoryBuilder().Invoke(0, Acquire(0)).Return(0).Invoke(1, Acquire(1)).Invoke(0, new("release", Value.Nil, 0)).Return(0, true).Return(1).ToHistory();
        var verdict = Linearizability.Check(both, new LockModel());
        Assert.Equal("Not linearizable: acquire(1) of client 1 has no place: in every order that fits so far it could not have happened yet.", verdict.Explanation);
        Assert.True(Linearizability.Check(waits, new LockModel()).IsSatisfied);
    }

    [Fact]
    public void A_model_of_ones_own_is_a_class_with_two_members()
    {
        var history = new HistoryBuilder().Invoke(0, new("increment", Value.Nil, Value.Nil)).Invoke(1, new("increment", Value.Nil, Value.Nil)).Return(0, 1).Return(1, 1).ToHistory();
        Assert.False(Linearizability.Check(history, new Tally()).IsSatisfied);
    }

    [Fact]
    public void A_call_that_the_model_does_not_know_is_said_to_be_so()
    {
        var history = new HistoryBuilder().Invoke(0, Call.Get("x")).Return(0, 1).ToHistory();
        var fault = Assert.Throws<ArgumentException>(() => Linearizability.Check(history, new RegisterModel()));
        Assert.Equal("A register knows read(), write(value) and cas(expected, value), but not get(x).", fault.Message);
    }

    [Theory]
    [InlineData(10_000, 1L << 30)]
    [InlineData(long.MaxValue, 2_000_000)]
    public void A_search_that_is_too_large_ends_at_its_bound_and_says_that_it_does_not_know(long steps, long bytes)
    {
        // Twenty concurrent appends and a read that fits no order of them: every order would have to be tried.
        var builder = new HistoryBuilder();
        for (var client = 0; client < 20; client++)
            builder.Invoke(client, Enqueue(client));
        for (var client = 0; client < 20; client++)
            builder.Return(client);
        var verdict = Linearizability.Check(builder.Invoke(0, Dequeue).Return(0, 99).ToHistory(), new QueueModel(), new SearchBound(steps, bytes));
        Assert.Equal(Conformance.Unknown, verdict.Conformance);
        Assert.StartsWith("Unknown: gave up after ", verdict.Explanation);
        Assert.Empty(verdict.Order);
    }

    [Fact]
    public void An_empty_history_is_linearizable() => Assert.True(Linearizability.Check(History.Empty, new RegisterModel()).IsSatisfied);

    [Fact]
    public void The_smallest_prefix_over_all_keys_is_found_and_its_key_named()
    {
        var builder = new HistoryBuilder();
        foreach (var (key, answer) in new[] { ("a", 1), ("b", 7), ("c", 7) })
            builder.Invoke(0, Call.Put(key, 1)).Return(0).Invoke(1, Call.Get(key)).Return(1, answer);
        var verdict = Linearizability.Check(builder.ToHistory(), new KeyValueModel());
        Assert.Equal("b", verdict.Part);
        Assert.Equal(8, verdict.PrefixLength);
        Assert.True(verdict.IsSmallestPrefix);
        Assert.Equal([3], verdict.Offending);
        Assert.Empty(Linearizability.Check(builder.ToHistory(), new KeyValueModel(), explains: false).Offending);
    }

    private static ConsistencyVerdict Check(History history) => Linearizability.Check(history, new QueueModel());

    private static Call Enqueue(Value item) => new("enqueue", Value.Nil, item);

    private static Call Acquire(int owner) => new("acquire", Value.Nil, owner);

    private static Instant At(long nanoseconds) => new(nanoseconds);

    private sealed class Tally : ISequentialModel<long>
    {
        public long Initial => 0;

        public Answer<long>? Apply(long state, Call call) => call.Name == "increment" ? new(state + 1, state + 1) : null;
    }
}
