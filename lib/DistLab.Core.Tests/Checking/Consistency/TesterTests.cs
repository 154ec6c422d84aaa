using DistLab.Checking;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>The testers that an exhaustive search carries in its states.</summary>
public sealed class TesterTests
{
    [Fact]
    public void After_each_event_they_judge_as_the_check_of_that_prefix_does()
    {
        var violated = 0;
        for (var seed = 1UL; seed <= 300; seed++)
        {
            violated += FollowsPrefixes(new RegisterModel(0), WithoutGivingUp(RandomHistory.Of(new RegisterModel(0), RandomHistory.RegisterCall, seed))) ? 0 : 1;
            violated += FollowsPrefixes(new LockModel(), WithoutGivingUp(RandomHistory.Of(new LockModel(), RandomHistory.LockCall, seed))) ? 0 : 1;
            violated += FollowsPrefixes(new KeyValueModel(), WithoutGivingUp(RandomHistory.Of(new KeyValueModel(), RandomHistory.KeyValueCall, seed))) ? 0 : 1;
        }
        Assert.InRange(violated, 150, 750);
    }

    [Fact]
    public void The_order_of_unrelated_events_does_not_tell_testers_apart_but_that_of_return_and_call_does()
    {
        var start = new LinearizabilityTester<Value>(new RegisterModel());
        var writeFirst = start.Invoke(0, Call.Write(1)).Invoke(1, Call.Read());
        var readFirst = start.Invoke(1, Call.Read()).Invoke(0, Call.Write(1));
        Assert.Equal(writeFirst, readFirst);
        Assert.Equal(writeFirst.GetHashCode(), readFirst.GetHashCode());
        Assert.NotEqual(writeFirst.Return(0), start.Invoke(0, Call.Write(1)).Return(0).Invoke(1, Call.Read()));
    }

    [Fact]
    public void A_monitor_forgets_what_can_no_longer_matter_and_a_tester_does_not()
    {
        var model = new RegisterModel();
        var (monitor, tester) = (new LinearizabilityMonitor<Value>(model), new LinearizabilityTester<Value>(model));

        Assert.Equal(monitor.Invoke(0, Call.Write(1)).Return(0), monitor.Invoke(0, Call.Write(2)).Return(0).Invoke(1, Call.Write(1)).Return(1));
        Assert.NotEqual(tester.Invoke(0, Call.Write(1)).Return(0), tester.Invoke(0, Call.Write(2)).Return(0).Invoke(1, Call.Write(1)).Return(1));
    }

    [Fact]
    public void A_stale_read_is_found_where_it_returns()
    {
        var tester = new LinearizabilityTester<Value>(new RegisterModel(0)).Invoke(0, Call.Write(1)).Return(0).Invoke(1, Call.Read());
        Assert.True(tester.Return(1, 1).IsConsistent);
        Assert.False(tester.Return(1, 0).IsConsistent);
        Assert.False(tester.Return(1, 0).Invoke(0, Call.Write(0)).Return(0).IsConsistent);
    }

    [Fact]
    public void A_client_has_one_operation_at_a_time()
    {
        var tester = new LinearizabilityTester<Value>(new RegisterModel());
        Assert.Throws<InvalidOperationException>(() => tester.Return(0));
        Assert.Throws<InvalidOperationException>(() => tester.Invoke(0, Call.Read()).Invoke(0, Call.Read()));
        var monitor = new LinearizabilityMonitor<Value>(new RegisterModel());
        Assert.Throws<InvalidOperationException>(() => monitor.Return(0));
        Assert.Throws<InvalidOperationException>(() => monitor.Invoke(0, Call.Read()).Invoke(0, Call.Read()));
    }

    private static bool FollowsPrefixes<TState>(ISequentialModel<TState> model, History history)
        where TState : notnull
    {
        var (monitor, tester) = (new LinearizabilityMonitor<TState>(model), new LinearizabilityTester<TState>(model));
        var length = 0;
        foreach (var (client, _, told) in history.Events())
        {
            var isCall = told.Kind == HistoryEventKind.Invoke;
            monitor = isCall ? monitor.Invoke(client, told.Call!) : monitor.Return(client, told.Result);
            tester = isCall ? tester.Invoke(client, told.Call!) : tester.Return(client, told.Result);
            var expected = Linearizability.Check(history.Prefix(++length), model).IsSatisfied;
            Assert.True(monitor.IsConsistent == expected && tester.IsConsistent == expected, $"after {length} events of\n{history}");
            if (!expected)
                return false;
        }
        return true;
    }

    /// <summary>The same history with another client for whoever goes on after an operation without an answer, and without failures.</summary>
    private static History WithoutGivingUp(History history)
    {
        var builder = new HistoryBuilder();
        var names = new Dictionary<int, int>();
        var next = 0;
        foreach (var (client, _, told) in history.Events())
        {
            if (told.Kind == HistoryEventKind.Invoke)
                builder.Invoke(names[client] = next++, told.Call!);
            else if (told.Kind == HistoryEventKind.Return)
                builder.Return(names[client], told.Result);
        }
        return builder.ToHistory();
    }
}
