using DistLab.Coordination;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Faults;

/// <summary>Failures of which the least is known.</summary>
public class ShrinkTests
{
    private sealed record Sum(int Total, int Pings);

    [Fact]
    public void Of_many_injections_those_that_matter_remain()
    {
        // Breaks as soon as 3 and 7 have both come; 20 others play no part.
        var scenario = Adder().Scenario(nodes: 1, length: 1.Seconds()).Never("3 and 7", run => (run.State(0).Total & 0x88) == 0x88);
        for (var i = 0; i < 22; i++)
            scenario = scenario.Inject((10 * (i + 1)).Milliseconds(), 0, new("bit", i < 8 ? i : 40));
        var least = scenario.Try()!.Shrink();
        Assert.Equal([3, 7], least.Scenario.Injections.Select(injection => injection.Message.A));
        Assert.Equal(Instant.FromMilliseconds(0), least.At);
        Assert.All(least.Scenario.Injections, injection => Assert.Equal(Instant.Zero, injection.At));
        Assert.Equal(2, least.Trace.Count(row => row.Kind == TraceKind.Receive));
    }

    [Fact]
    public void Of_many_faults_the_two_that_break_it_together_remain()
    {
        // Lost only if P1 forgets (crash) and P2 does not hear (cut) while the value is 2.
        var scenario = new Script<Sum>((self, effects) =>
        {
            if (self == 0)
                effects.SetTimer(new("tick"), 10.Milliseconds());
            return new(0, 0);
        })
        {
            Timer = (state, _, _, timer, effects) =>
            {
                effects.Send(1, new("value", state.Total + 1));
                effects.Send(2, new("value", state.Total + 1));
                effects.SetTimer(timer, 10.Milliseconds());
                return state with { Total = state.Total + 1 };
            },
            Message = (state, _, _, message, _) => state with { Total = message.A },
        }.Scenario(nodes: 4, length: 1.Seconds()).Never("both copies are old", run => run.State(0).Total > run.State(1).Total + 3 && run.State(0).Total > run.State(2).Total + 3);
        var nemesis = new Nemesis(4, until: 900.Milliseconds()).AtMost(2)
            .With(Fault.Crash(0), every: 100.Milliseconds(), lasting: 50.Milliseconds())
            .With(Fault.Pause(0), every: 100.Milliseconds(), lasting: 30.Milliseconds())
            .With(Fault.Cut(0, 1), every: 100.Milliseconds(), lasting: 50.Milliseconds())
            .With(Fault.Slow(0, 2), every: 100.Milliseconds(), lasting: 50.Milliseconds())
            .With(Fault.Duplicate(0.1), every: 100.Milliseconds(), lasting: 50.Milliseconds());
        var failure = scenario.Search(nemesis, seeds: 1..200)!;
        var least = failure.Shrink();
        Assert.True(failure.Scenario.Faults.Count > 10);
        Assert.InRange(least.Scenario.Faults.Count, 1, 2);
        Assert.True(least.At <= failure.At);
        IsLeast(least);
    }

    [Fact]
    public void A_rate_of_loss_becomes_the_one_message_that_must_be_lost()
    {
        // The third of ten messages is the only one that nobody sends again.
        var least = Sender(ofTen: i => i == 2).Under(FaultPlan.Of(Fault.Lose(0.3), Fault.Duplicate(0.2))).Search(1..500)!.Shrink();
        Assert.Equal(FaultPlan.Of(Fault.LoseMessage(0, 1, 3)), least.Scenario.Faults);
        Assert.InRange(least.Trace.Count(row => row.Kind == TraceKind.Send), 10, 12);
        Assert.Single(least.Trace, row => row.Kind == TraceKind.Lost);
    }

    [Fact]
    public void Messages_held_back_and_corrupted_are_named_as_well()
    {
        var held = Sender(_ => false).Never("overtaken", run => run.State(1).Pings > 0).Under(FaultPlan.Of(Fault.Reorder(0.2, Delay.Uniform(1.Milliseconds(), 9.Milliseconds()), LinkSet.Of(0, 1)))).Search(1..100)!.Shrink();
        var delayed = Assert.Single(held.Scenario.Faults).Fault;
        Assert.Equal((FaultKind.Reorder, LinkSet.Of(0, 1)), (delayed.Kind, delayed.Links));
        Assert.True(delayed.Nth > 0);

        var garbled = (Sender(_ => false) with { Mutator = (message, choose) => message with { A = 100 + choose(50) } })
            .Never("120", run => run.State(1).Total >= 1 << 20).Under(FaultPlan.Of(Fault.Corrupt(0.5)));
        var least = (garbled with { Mutator = (message, choose) => message with { A = 20 + choose(2) } }).Search(1..100)!.Shrink();
        Assert.Equal(FaultKind.Corrupt, Assert.Single(least.Scenario.Faults).Fault.Kind);
    }

    [Fact]
    public void An_exception_is_a_failure_and_stays_the_same_one()
    {
        var scenario = new Script<Sum>((_, _) => new(0, 0))
        {
            Message = (state, _, _, message, _) => message.A switch
            {
                5 => throw new InvalidOperationException("five"),
                9 => throw new ArgumentException("nine"),
                _ => state,
            },
        }.Scenario(nodes: 1, length: 1.Seconds());
        foreach (var value in Enumerable.Range(0, 10))
            scenario = scenario.Inject((value + 1).Milliseconds(), 0, new("value", value));
        var least = scenario.Try()!.Shrink();
        Assert.Equal("no handler fails (InvalidOperationException)", least.Claim);
        Assert.Equal(5, Assert.Single(least.Scenario.Injections).Message.A);
        Assert.Contains("P0 failed at 0 s, on Receive Msg { Kind = value, A = 5, B = 0 }: five", least.ToString());
    }

    [Fact]
    public void A_claim_about_the_end_is_shrunk_in_length()
    {
        var scenario = Sender(i => i < 3).Under(FaultPlan.None.At(0.5.Milliseconds(), Fault.Crash(1)).During(40.Milliseconds(), 50.Milliseconds(), Fault.Pause(0)));
        var least = (scenario with { Length = 100.Seconds() }).Try()!.Shrink();
        Assert.True(least.Scenario.Length < 2.Seconds());
        Assert.Equal(FaultPlan.Of(Fault.Crash(1)), least.Scenario.Faults);
    }

    [Fact]
    public void The_same_failure_shrinks_alike_and_within_its_trials()
    {
        var failure = Sender(ofTen: i => i % 2 == 0).Under(FaultPlan.Of(Fault.Lose(0.3))).Search(1..500)!;
        var told = new List<ShrinkProgress>();
        var (one, other) = (failure.Shrink(), failure.Shrink(progress: new Listener(told)));
        Assert.Equal(one.ToString(), other.ToString());
        Assert.Equal(one.Trace.Digest(), other.Trace.Digest());
        Assert.Equal(other.Trials, told.Count);
        Assert.Equal(Enumerable.Range(1, told.Count), told.Select(step => step.Trials));
        Assert.True(told.Zip(told.Skip(1)).All(pair => pair.Second.Length <= pair.First.Length));

        var hurried = failure.Shrink(maxTrials: 3);
        Assert.Equal(3, hurried.Trials);
        Assert.Equal(failure.Claim, hurried.Claim);
        Assert.Equal(failure.ToString(), failure.Shrink(maxTrials: 0).ToString());
    }

    [Fact]
    public void A_shrunk_failure_plays_again_with_its_states()
    {
        var least = Sender(ofTen: i => i == 2).Under(FaultPlan.Of(Fault.Lose(0.3))).Search(1..500)!.Shrink();
        var again = least.Replay();
        Assert.Equal(least.At, again.Now);
        Assert.Equal(least.Trace.Digest(), again.Trace.Digest());
        Assert.Contains(least.Trace, row => row.Kind == TraceKind.State);
        Assert.Equal(least.Claim, least.Scenario.Try()!.Claim);
    }

    [Fact]
    public void A_lease_that_trusts_a_paused_client_breaks_by_one_pause()
    {
        // The textbook's central server with our lease: a holder that stands still comes back into the critical section.
        var workload = Workload.Closed(Delay.Exponential(20.Milliseconds()), 5.Milliseconds());
        var failure = new CentralServerMutex(workload, lease: 10.Milliseconds()).Scenario(nodes: 4, length: 2.Seconds())
            .Never("two in the critical section", run => Enumerable.Range(1, 3).Count(client => run.State(client).Phase == MutexPhase.Held) > 1)
            .Search(
                new Nemesis(4, until: 1.9.Seconds())
                    .With(Fault.Pause(0), every: 100.Milliseconds(), lasting: 20.Milliseconds())
                    .With(Fault.Slow(0, 3), every: 200.Milliseconds(), lasting: 50.Milliseconds()),
                seeds: 1..100)!;
        var least = failure.Shrink();
        Assert.InRange(least.Scenario.Faults.Count, 1, 1);
        IsLeast(least);
    }

    [Fact]
    public void Without_a_failure_there_is_nothing_to_shrink()
    {
        var tried = new List<ulong>();
        Assert.Null(Adder().Scenario(nodes: 2, length: 1.Seconds()).Always("true", _ => true).Search(new Nemesis(2, 1.Seconds()).With(Fault.Crash(0), 100.Milliseconds(), 50.Milliseconds()), 3..6, new Listener<ulong>(tried)));
        Assert.Equal([3UL, 4, 5], tried);
    }

    /// <summary>No part can be left out.</summary>
    private static void IsLeast<TState, TMessage>(Failure<TState, TMessage> failure)
        where TState : class
        where TMessage : class
    {
        for (var i = 0; i < failure.Scenario.Faults.Count; i++)
        {
            var fewer = failure.Scenario.Under(FaultPlan.From(failure.Scenario.Faults.Where((_, place) => place != i)));
            Assert.NotEqual(failure.Claim, fewer.Try()?.Claim);
        }
    }

    private static Script<Sum> Adder() => new((_, _) => new(0, 0)) { Message = (state, _, _, message, _) => state with { Total = state.Total | (1 << message.A) } };

    /// <summary>P0 sends ten messages to P1, most of them again and again; in the end P1 is to have all. Pings counts those that were overtaken.</summary>
    private static Scenario<Sum, Msg> Sender(Func<int, bool> ofTen) => new Script<Sum>((self, effects) =>
    {
        if (self == 0)
            effects.SetTimer(new("send"), 1.Milliseconds());
        return new(0, 0);
    })
    {
        Timer = (state, _, _, timer, effects) =>
        {
            var (round, i) = (state.Total / 10, state.Total % 10);
            if (round == 0 || !ofTen(i))
                effects.Send(1, new("value", i));
            if (state.Total < 99)
                effects.SetTimer(timer, 1.Milliseconds());
            return state with { Total = state.Total + 1 };
        },
        Message = (state, _, _, message, _) => new(state.Total | (1 << message.A), state.Pings + (state.Total >> message.A > 1 && (state.Total >> message.A & 1) == 0 ? 1 : 0)),
    }.Scenario(nodes: 2, length: 150.Milliseconds()).InTheEnd("all ten came", run => (run.State(1).Total & 1023) == 1023);

    private sealed class Listener(List<ShrinkProgress> told) : IProgress<ShrinkProgress>
    {
        public void Report(ShrinkProgress value) => told.Add(value);
    }

    private sealed class Listener<T>(List<T> told) : IProgress<T>
    {
        public void Report(T value) => told.Add(value);
    }
}
