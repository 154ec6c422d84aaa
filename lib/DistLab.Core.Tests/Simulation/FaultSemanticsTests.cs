using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Faults;

/// <summary>What each fault does, to the nanosecond, and what the trace tells of it.</summary>
public class FaultSemanticsTests
{
    private sealed record Heard(ValueList<int> Values);

    [Fact]
    public void What_reaches_a_paused_node_waits_and_is_handled_in_order_when_it_goes_on()
    {
        var run = Counter(every: 2.Milliseconds()).Simulate(2, trace: Trace.KeepAll()).Under(
            FaultPlan.None.During(6.Milliseconds(), 15.Milliseconds(), Fault.Pause(1)));
        run.RunFor(20.Milliseconds());

        // Sent at 2, 4, 6 …; under way for 1 ms. What came at 7, 9, 11, 13 and at the very moment of 15 is handled at 15.
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], run.State(1).Values);
        var received = run.Trace.Where(row => row.Kind == TraceKind.Receive).Select(row => row.At.Milliseconds);
        Assert.Equal([3.0, 5, 15, 15, 15, 15, 15, 17, 19], received);
        Assert.Equal([TraceKind.Pause, TraceKind.Resume], run.Trace.Where(row => row.Kind is TraceKind.Pause or TraceKind.Resume).Select(row => row.Kind));
        Assert.True(run.IsUp(1));
    }

    [Fact]
    public void A_timer_that_runs_out_at_a_paused_node_goes_off_when_it_goes_on()
    {
        var run = Ticker().Simulate(1, trace: Trace.KeepAll()).Under(FaultPlan.None.During(15.Milliseconds(), 32.Milliseconds(), Fault.Pause(0)));
        run.RunFor(50.Milliseconds());
        Assert.Equal([10.0, 32, 42], run.Trace.Where(row => row.Kind == TraceKind.Timer).Select(row => row.At.Milliseconds));
    }

    [Fact]
    public void A_waiting_timer_can_be_cancelled_by_what_waited_before_it()
    {
        var node = new Script<Heard>((_, effects) =>
        {
            effects.SetTimer(new("alarm"), 10.Milliseconds());
            return new([]);
        })
        {
            Message = (state, _, _, _, effects) =>
            {
                effects.CancelTimer(new("alarm"));
                return state;
            },
        };
        var run = node.Simulate(1, trace: Trace.KeepAll()).Under(FaultPlan.None.During(5.Milliseconds(), 20.Milliseconds(), Fault.Pause(0)));
        run.Inject(Instant.FromMilliseconds(8), 0, new("cancel"));
        run.Run();
        Assert.DoesNotContain(run.Trace, row => row.Kind == TraceKind.Timer);
    }

    [Fact]
    public void A_node_that_crashes_while_it_is_paused_loses_what_waited()
    {
        var plan = FaultPlan.None.At(5.5.Milliseconds(), Fault.Pause(1)).At(10.5.Milliseconds(), Fault.Crash(1)).At(12.5.Milliseconds(), Fault.Restart(1));
        var run = Counter(every: 2.Milliseconds()).Simulate(2, trace: Trace.KeepAll()).Under(plan);
        run.RunFor(16.Milliseconds());
        Assert.Equal([6, 7], run.State(1).Values);
        Assert.Equal([(3L, 10.5), (4, 10.5), (5, 11)], run.Trace.Where(row => row.Kind == TraceKind.Lost).Select(row => (row.Message, row.At.Milliseconds)));
        Assert.Equal(3, run.MessagesLost);
    }

    [Fact]
    public void Pausing_again_while_catching_up_keeps_the_order()
    {
        var plan = FaultPlan.None.During(2.5.Milliseconds(), 8.Milliseconds(), Fault.Pause(1)).During(8.Milliseconds(), 12.Milliseconds(), Fault.Pause(1)).At(12.Milliseconds(), Fault.Pause(1), Fault.Resume(1));
        var run = Counter(every: 1.Milliseconds()).Simulate(2).Under(plan);
        run.RunFor(20.Milliseconds());
        Assert.Equal(Enumerable.Range(1, 19), run.State(1).Values);
    }

    [Fact]
    public void A_cut_takes_what_is_under_way_in_its_direction_only_and_is_mended()
    {
        var echo = new Script<Heard>((self, effects) =>
        {
            if (self == 0)
                effects.SetTimer(new("say"), 1.Milliseconds());
            return new([]);
        })
        {
            Timer = (state, _, _, timer, effects) =>
            {
                effects.Send(1, new("value", state.Values.Count));
                effects.SetTimer(timer, 10.Milliseconds());
                return state with { Values = state.Values.Add(0) };
            },
            Message = (state, self, from, message, effects) =>
            {
                if (self == 1)
                    effects.Send(from, message);
                return self == 1 ? new(state.Values.Add(message.A)) : state;
            },
        };
        // Sent at 1, 11, 21 … and 5 ms under way: the cut from 24 ms on takes 2 while it is under way, and 3.
        var plan = FaultPlan.None.At(24.Milliseconds(), Fault.Cut([0], [1])).At(40.Milliseconds(), Fault.Mend());
        var run = echo.Simulate(2, network: Delay.Constant(5.Milliseconds()), trace: Trace.KeepAll()).Under(plan);
        run.RunFor(60.Milliseconds());
        Assert.Equal([0, 1, 4, 5], run.State(1).Values);
        Assert.Equal([26.0, 36], run.Trace.Where(row => row.Kind == TraceKind.Lost).Select(row => row.At.Milliseconds));
        Assert.Equal(2, run.Trace.Count(row => row.Kind == TraceKind.Network));
        Assert.Contains(run.Trace, row => row.Kind == TraceKind.Receive && row.Node == 0 && row.At.Milliseconds == 21);
    }

    [Fact]
    public void Heal_ends_partitions_and_cuts_but_not_the_loss_of_messages()
    {
        var plan = FaultPlan.Of(Fault.Partition([0], [1]), Fault.Cut(0, 1), Fault.Lose(1, LinkSet.Of(0, 1))).At(10.Milliseconds(), Fault.Heal).At(20.Milliseconds(), Fault.Lose(0, LinkSet.Of(0, 1)));
        var run = Counter(every: 1.Milliseconds()).Simulate(2).Under(plan);
        run.RunFor(25.Milliseconds());
        // Faults come first at their instant: what is sent at 20 ms is no longer lost.
        Assert.Equal([20, 21, 22, 23, 24], run.State(1).Values);
    }

    [Fact]
    public void A_slow_node_gets_and_sends_later_and_its_timers_run_longer()
    {
        var run = Ticker().Simulate(2, trace: Trace.KeepAll()).Under(FaultPlan.Of(Fault.Slow(0, 3)).At(70.Milliseconds(), Fault.Slow(0, 1)));
        run.RunFor(100.Milliseconds());
        // The timer that was set at 60 ms still takes its 30 ms.
        Assert.Equal([30.0, 60, 90, 100], run.Trace.Where(row => row.Kind == TraceKind.Timer && row.Node == 0).Select(row => row.At.Milliseconds));

        var talk = Counter(every: 10.Milliseconds()).Simulate(2, trace: Trace.KeepAll()).Under(FaultPlan.Of(Fault.Slow(1, 4)));
        talk.RunFor(15.Milliseconds());
        Assert.Equal([14.0], talk.Trace.Where(row => row.Kind == TraceKind.Receive).Select(row => row.At.Milliseconds));
    }

    [Fact]
    public void Clock_faults_change_what_is_read_and_how_long_timers_run()
    {
        var run = Ticker().Simulate(1, trace: Trace.KeepAll()).Under(
            FaultPlan.None.At(5.Milliseconds(), Fault.ClockStep(0, 1.Seconds())).At(15.Milliseconds(), Fault.ClockDrift(0, 250_000_000)));
        run.RunFor(40.Milliseconds());
        // Set before the clock drifts, the second timer runs as planned; the third counts 10 ms in 8.
        Assert.Equal([10.0, 20, 28, 36], run.Trace.Where(row => row.Kind == TraceKind.Timer).Select(row => row.At.Milliseconds));
        Assert.Equal(1015 + (25 * 1.25), run.Clock(0).Read(run.Now).Milliseconds);
        Assert.Equal(2, run.Trace.Count(row => row.Kind == TraceKind.ClockFault));
    }

    [Fact]
    public void One_message_is_lost_doubled_held_back_or_corrupted()
    {
        var plan = FaultPlan.Of(Fault.LoseMessage(0, 1, 2), Fault.DuplicateMessage(0, 1, 3), Fault.DelayMessage(0, 1, 2.5.Milliseconds(), 4), Fault.CorruptMessage(0, 1, 5));
        var run = Counter(every: 1.Milliseconds()).Simulate(2, trace: Trace.KeepAll(), mutator: (message, _) => message with { A = -message.A }).Under(plan);
        run.RunFor(8.Milliseconds());
        Assert.Equal([1, 3, 3, -5, 6, 4, 7], run.State(1).Values);
        var corrupt = Assert.Single(run.Trace, row => row.Kind == TraceKind.Corrupt);
        Assert.Equal("5 ms P0 Corrupt #6 to P1 Msg { Kind = value, A = -5, B = 0 }", corrupt.ToString());
    }

    [Fact]
    public void Without_a_mutator_a_corrupted_message_is_lost_to_its_checksum()
    {
        var run = Counter(every: 1.Milliseconds()).Simulate(2, trace: Trace.KeepAll()).Under(FaultPlan.Of(Fault.CorruptMessage(0, 1)));
        run.RunFor(3.Milliseconds());
        Assert.Equal([2], run.State(1).Values);
        Assert.Equal([TraceKind.Send, TraceKind.Corrupt, TraceKind.Lost], run.Trace.Where(row => row.Message == 1).Select(row => row.Kind));
    }

    [Fact]
    public void A_fault_less_leaves_delays_and_the_other_draws_as_they_were()
    {
        Assert.Equal(Delays(FaultPlan.None), Delays(FaultPlan.Of(Fault.Duplicate(0.3))).Intersect(Delays(FaultPlan.None)));
        Assert.Equal(Delays(FaultPlan.None), Delays(FaultPlan.Of(Fault.CorruptMessage(0, 1, 500))));

        static List<double> Delays(FaultPlan plan)
        {
            var run = Counter(every: 1.Milliseconds()).Simulate(2, seed: 9, network: Delay.Uniform(0.Milliseconds(), 1.Milliseconds()), trace: Trace.KeepAll()).Under(plan);
            run.RunFor(50.Milliseconds());
            return [.. run.Trace.Where(row => row.Kind == TraceKind.Receive).Select(row => row.At.Milliseconds)];
        }
    }

    [Fact]
    public void Rates_come_about_as_often_as_asked()
    {
        var run = Counter(every: 1.Milliseconds()).Simulate(2, trace: Trace.KeepAll()).Under(FaultPlan.Of(Fault.Lose(0.2), Fault.Duplicate(0.1)));
        run.RunFor(10.Seconds());
        Assert.InRange(run.MessagesLost, 1_850, 2_150);
        Assert.InRange(run.Trace.Count(row => row.Kind == TraceKind.Duplicate), 900, 1_100);
    }

    [Fact]
    public void Faults_at_the_start_hold_before_the_nodes_begin_and_a_crash_comes_after()
    {
        var greeting = new Script<Heard>((self, effects) =>
        {
            effects.Send(1 - self.Index, new("hello", self.Index));
            return new([]);
        })
        {
            Message = (state, _, _, message, _) => new(state.Values.Add(message.A)),
        };
        var run = greeting.Simulate(2, trace: Trace.KeepAll()).Under(FaultPlan.Of(Fault.Lose(1, LinkSet.From(0)), Fault.Crash(0)));
        run.Run();
        Assert.Empty(run.State(1).Values);
        Assert.Equal([TraceKind.Network, TraceKind.Start], run.Trace.Take(2).Select(row => row.Kind));
        Assert.Equal(2, run.MessagesLost);
    }

    [Fact]
    public void A_fault_at_a_node_that_does_not_exist_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Ticker().Simulate(2).Under(FaultPlan.Of(Fault.Lose(0.1, LinkSet.To(2)))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ticker().Simulate(2).Schedule(default, Fault.Pause(5)));
        var error = Assert.Throws<ArgumentException>(() => Ticker().Simulate(2).Schedule(default, Fault.Byzantine(1, ByzantineBehaviour.Lie)));
        Assert.StartsWith("\"byzantine P1: lie\": what would it say? Give the simulation a mutator.", error.Message);
    }

    [Fact]
    public void A_trace_that_keeps_states_has_a_row_for_every_change_and_no_other()
    {
        var run = Counter(every: 2.Milliseconds()).Simulate(2, trace: Trace.KeepAll(states: true));
        run.RunFor(5.Milliseconds());
        var states = run.Trace.Where(row => row.Kind == TraceKind.State).Select(row => $"{row.At} {row.Node} {((Heard)row.Content!).Values}");
        Assert.Equal(["0 s P0 []", "0 s P1 []", "2 ms P0 [1]", "3 ms P1 [1]", "4 ms P0 [1, 2]", "5 ms P1 [1, 2]"], states);
    }

    [Fact]
    public void Byzantine_nodes_are_protocols_of_their_own_that_use_choose()
    {
        var correct = Counter(every: 1.Milliseconds());
        Mutator<Msg> lie = (message, choose) => message with { A = 100 + choose(2) };
        Assert.Empty(Values(Byzantine.Silent(correct)));
        Assert.All(Values(Byzantine.Lie(correct, lie)), value => Assert.InRange(value, 100, 101));
        var told = Values(Byzantine.Equivocate(correct, lie));
        Assert.Contains(told, value => value < 100);
        Assert.Contains(told, value => value >= 100);

        IReadOnlyList<int> Values(Protocol<Heard, Msg> byzantine)
        {
            var run = correct.With([0], byzantine).Simulate(2);
            run.RunFor(30.Milliseconds());
            return run.State(1).Values;
        }
    }

    /// <summary>P0 counts aloud to P1.</summary>
    private static Script<Heard> Counter(Duration every) => new((self, effects) =>
    {
        if (self == 0)
            effects.SetTimer(new("say"), every);
        return new([]);
    })
    {
        Timer = (state, _, _, timer, effects) =>
        {
            effects.Send(1, new("value", state.Values.Count + 1));
            effects.SetTimer(timer, every);
            return new(state.Values.Add(state.Values.Count + 1));
        },
        Message = (state, _, _, message, _) => new(state.Values.Add(message.A)),
    };

    private static Script<Heard> Ticker() => new((_, effects) =>
    {
        effects.SetTimer(new("tick"), 10.Milliseconds());
        return new([]);
    })
    {
        Timer = (state, _, _, timer, effects) =>
        {
            effects.SetTimer(timer, 10.Milliseconds());
            return state;
        },
    };
}
