using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Faults;

/// <summary>Crashes and restarts, what is durable and what is not: each finds the bug that nothing else would find.</summary>
public class CrashFaultTests
{
    private sealed record Ledger(int Total, int Acknowledged);

    [Fact]
    public void A_crash_finds_a_ledger_that_acknowledges_before_it_is_durable()
    {
        // P0 sends ten deposits, one after each acknowledgement; P1 must never have less than it acknowledged.
        Planted.IsFoundOnlyWith(
            FaultPlan.None.During(10.5.Milliseconds(), 11.Milliseconds(), Fault.Crash(1)),
            (hasBug, plan) =>
            {
                var bank = new Script<Ledger>((self, effects) =>
                {
                    if (self == 0)
                        effects.SetTimer(new("deposit"), 2.Milliseconds());
                    return new(0, 0);
                })
                {
                    Timer = (state, _, _, timer, effects) =>
                    {
                        effects.Send(1, new("deposit", 1));
                        effects.SetTimer(timer, 2.Milliseconds());
                        return state;
                    },
                    Message = (state, self, _, message, effects) =>
                    {
                        if (self == 0)
                            return state with { Acknowledged = Math.Max(state.Acknowledged, message.A) };
                        effects.Send(0, new("total", state.Total + message.A));
                        return state with { Total = state.Total + message.A };
                    },
                    Stable = state => hasBug ? null : state,
                };
                var run = bank.Simulate(2).Under(plan);
                return run.RunUntil(() => run.State(1).Total < run.State(0).Acknowledged, maxEvents: 100) == RunOutcome.EventLimit;
            });
    }

    private sealed record Beats(int Count);

    [Fact]
    public void A_restart_finds_a_node_that_does_not_take_up_its_work_again()
    {
        // A crash ends a node's timers. The bug: what was durable is taken for all that there was.
        Planted.IsFoundOnlyWith(
            FaultPlan.None.During(25.Milliseconds(), 40.Milliseconds(), Fault.Crash(0)),
            (hasBug, plan) =>
            {
                var heart = new Script<Beats>((_, effects) =>
                {
                    effects.SetTimer(new("beat"), 10.Milliseconds());
                    return new(0);
                })
                {
                    Timer = (state, _, _, timer, effects) =>
                    {
                        effects.SetTimer(timer, 10.Milliseconds());
                        return new(state.Count + 1);
                    },
                    Stable = state => state,
                    Restart = (durable, _, effects) =>
                    {
                        if (!hasBug)
                            effects.SetTimer(new("beat"), 10.Milliseconds());
                        return durable!;
                    },
                };
                var run = heart.Simulate(1).Under(plan);
                run.RunFor(100.Milliseconds());
                return run.State(0).Count >= 6;
            });
    }

    [Fact]
    public void A_crash_finds_work_that_trusts_what_only_memory_held()
    {
        // P0 hands out numbers. The bug: it keeps the last one in memory only, and what is durable is how many it began with.
        Planted.IsFoundOnlyWith(
            FaultPlan.None.During(5.5.Milliseconds(), 6.Milliseconds(), Fault.Crash(0)),
            (hasBug, plan) =>
            {
                var counter = new Script<Beats>((_, effects) =>
                {
                    effects.SetTimer(new("next"), 1.Milliseconds());
                    return new(0);
                })
                {
                    Timer = (state, _, _, timer, effects) =>
                    {
                        effects.Output(state.Count + 1);
                        effects.SetTimer(timer, 1.Milliseconds());
                        return new(state.Count + 1);
                    },
                    Stable = state => hasBug ? new(state.Count / 100) : state,
                    Restart = (durable, _, effects) =>
                    {
                        effects.SetTimer(new("next"), 1.Milliseconds());
                        return durable!;
                    },
                };
                var run = counter.Simulate(1, trace: Trace.KeepAll()).Under(plan);
                run.RunFor(20.Milliseconds());
                var numbers = run.Trace.Where(row => row.Kind == TraceKind.Output).Select(row => row.Content).ToList();
                return numbers.Distinct().Count() == numbers.Count;
            });
    }
}
