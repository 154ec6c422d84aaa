using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;

namespace DistLab.Core.Tests.Faults;

/// <summary>Each fault of a node finds the bug that nothing else would find.</summary>
public class NodeFaultTests
{
    private sealed record Lease(bool Holds, int Token, int Written);

    [Fact]
    public void A_pause_finds_a_lock_without_fencing()
    {
        // P0 grants leases of 10 ms in turn to P1 and P2; each works for 5 ms, then writes to P3, which must see tokens in order.
        Planted.IsFoundOnlyWith(
            FaultPlan.None.During(3.Milliseconds(), 30.Milliseconds(), Fault.Pause(1)),
            (hasBug, plan) =>
            {
                var isOrdered = true;
                var locks = new Script<Lease>((self, effects) =>
                {
                    if (self == 0)
                        effects.SetTimer(new("grant"), 1.Milliseconds());
                    return new(false, 0, 0);
                })
                {
                    Timer = (state, self, _, timer, effects) =>
                    {
                        if (self == 0)
                        {
                            effects.Send(1 + (state.Token % 2), new("grant", state.Token + 1));
                            effects.SetTimer(timer, 10.Milliseconds());
                            return state with { Token = state.Token + 1 };
                        }
                        effects.Send(3, new("write", state.Token));
                        return state with { Holds = false };
                    },
                    Message = (state, self, _, message, effects) =>
                    {
                        if (self != 3)
                        {
                            effects.SetTimer(new("work"), 5.Milliseconds());
                            return state with { Holds = true, Token = message.A };
                        }
                        if (!hasBug && message.A < state.Written)
                            return state;
                        isOrdered &= message.A >= state.Written;
                        return state with { Written = message.A };
                    },
                };
                locks.Simulate(4).Under(plan).RunFor(60.Milliseconds());
                return isOrdered;
            });
    }

    private sealed record Watch(bool Suspects, int Asked, int Heard);

    [Fact]
    public void A_slow_node_finds_a_failure_detector_that_never_forgives()
    {
        Planted.IsFoundOnlyWith(
            FaultPlan.None.During(20.Milliseconds(), 60.Milliseconds(), Fault.Slow(1, 20)),
            (hasBug, plan) =>
            {
                var detector = new Script<Watch>((self, effects) =>
                {
                    if (self == 0)
                        effects.SetTimer(new("ask"), 5.Milliseconds());
                    return new(false, 0, 0);
                })
                {
                    Timer = (state, _, _, timer, effects) =>
                    {
                        effects.Send(1, new("ping", state.Asked + 1));
                        effects.SetTimer(timer, 5.Milliseconds());
                        return state with { Asked = state.Asked + 1, Suspects = state.Asked - state.Heard > 2 || (hasBug && state.Suspects) };
                    },
                    Message = (state, self, from, message, effects) =>
                    {
                        if (self == 1)
                            effects.Send(from, message);
                        return state with { Heard = Math.Max(state.Heard, message.A) };
                    },
                };
                var run = detector.Simulate(2).Under(plan);
                run.RunFor(200.Milliseconds());
                return !run.State(0).Suspects;
            });
    }

    private sealed record Stopwatch(Instant Began, bool WasNegative);

    [Fact]
    public void A_clock_that_is_set_back_finds_who_measures_lengths_by_the_time_of_day()
    {
        Planted.IsFoundOnlyWith(
            FaultPlan.None.At(25.Milliseconds(), Fault.ClockStep(0, -30.Milliseconds())),
            (hasBug, plan) =>
            {
                var worker = new Script<Stopwatch>((_, effects) =>
                {
                    effects.ReadClock(new("begin"));
                    return new(default, false);
                })
                {
                    Clock = (state, _, occasion, reading, effects) =>
                    {
                        if (occasion.Kind == "begin")
                        {
                            effects.SetTimer(new("end"), 10.Milliseconds());
                            return state with { Began = reading };
                        }
                        effects.ReadClock(new("begin"));
                        // A timer tells how long it took; a difference of readings may tell anything.
                        return state with { WasNegative = state.WasNegative || (hasBug && reading < state.Began) };
                    },
                    Timer = (state, _, _, timer, effects) =>
                    {
                        effects.ReadClock(timer);
                        return state;
                    },
                };
                var run = worker.Simulate(1).Under(plan);
                run.RunFor(100.Milliseconds());
                return !run.State(0).WasNegative;
            });
    }

    private sealed record Register(long Stamp, int Value);

    [Fact]
    public void A_drifting_clock_finds_a_register_that_orders_writes_by_time_of_day()
    {
        // P0 writes 1; P1, a second after it has heard of it, writes 2. The last writer by its stamp wins.
        Planted.IsFoundOnlyWith(
            FaultPlan.Of(Fault.ClockDrift(0, 500_000_000)),
            (hasBug, plan) =>
            {
                var register = new Script<Register>((self, effects) =>
                {
                    if (self == 0)
                        effects.SetTimer(new("write"), 10.Seconds());
                    return new(0, 0);
                })
                {
                    Timer = (state, _, _, timer, effects) =>
                    {
                        effects.ReadClock(timer);
                        return state;
                    },
                    Clock = (state, self, _, reading, effects) =>
                    {
                        var written = new Register(hasBug ? reading.Nanoseconds : state.Stamp + 1, self.Index + 1);
                        for (var other = 0; other < 3; other++)
                            effects.Send(other, new(written.Stamp.ToString(), written.Value));
                        return state;
                    },
                    Message = (state, self, from, message, effects) =>
                    {
                        if (self == 1 && from == 0)
                            effects.SetTimer(new("write"), 1.Seconds());
                        return long.Parse(message.Kind) > state.Stamp ? new(long.Parse(message.Kind), message.A) : state;
                    },
                };
                var run = register.Simulate(3, clocks: _ => new DriftingClock()).Under(plan);
                run.RunFor(20.Seconds());
                return run.State(2).Value == 2;
            });
    }

    private sealed record Answers(int Count, ValueList<int> Values);

    [Fact]
    public void A_silent_node_finds_who_waits_for_everybody() =>
        Planted.IsFoundOnlyWith(FaultPlan.Of(Fault.Byzantine(2, ByzantineBehaviour.Silent)), (hasBug, plan) => Ask(hasBug ? 3 : 2, plan) is not null);

    [Fact]
    public void A_liar_finds_who_believes_the_first_answer() =>
        Planted.IsFoundOnlyWith(FaultPlan.Of(Fault.Byzantine(1, ByzantineBehaviour.Lie)), (hasBug, plan) => Ask(hasBug ? 1 : 3, plan) == 7);

    /// <summary>P0 asks three others, who know 7, waits for so many answers, and takes what most of them say.</summary>
    private static int? Ask(int needed, FaultPlan plan)
    {
        var question = new Script<Answers>((self, effects) =>
        {
            for (var other = 1; self == 0 && other <= 3; other++)
                effects.Send(other, new("ask"));
            return new(0, []);
        })
        {
            Message = (state, self, from, message, effects) =>
            {
                if (self != 0)
                    effects.Send(from, new("answer", 7));
                return self == 0 ? state with { Values = state.Values.Add(message.A) } : state;
            },
        };
        var run = question.Simulate(4, mutator: (message, _) => message with { A = 13 }).Under(plan);
        run.Run();
        var values = run.State(0).Values.Take(needed).ToList();
        return values.Count < needed ? null : values.GroupBy(value => value).MaxBy(group => group.Count())!.Key;
    }

    private sealed record Order(int Told, ValueList<int> Echoes);

    [Fact]
    public void A_general_who_equivocates_finds_lieutenants_who_believe_him()
    {
        // OM(1) of Lamport, Shostak and Pease: three lieutenants pass on what the general told them, and follow the majority.
        Assert.True(Agree(false, FaultPlan.None, 1));
        Assert.True(Agree(true, FaultPlan.None, 1));
        var plan = FaultPlan.Of(Fault.Byzantine(0, ByzantineBehaviour.Equivocate));
        Assert.All(Enumerable.Range(1, 20), seed => Assert.True(Agree(false, plan, (ulong)seed)));
        Assert.Contains(Enumerable.Range(1, 20), seed => !Agree(true, plan, (ulong)seed));

        static bool Agree(bool hasBug, FaultPlan plan, ulong seed)
        {
            var generals = new Script<Order>((self, effects) =>
            {
                for (var other = 1; self == 0 && other <= 3; other++)
                    effects.Send(other, new("order", 1));
                return new(0, []);
            })
            {
                Message = (state, self, from, message, effects) =>
                {
                    for (var other = 1; from == 0 && other <= 3; other++)
                        effects.Send(other, new("echo", message.A));
                    return from == 0 && message.Kind == "order" ? state with { Told = message.A } : state with { Echoes = state.Echoes.Add(message.A) };
                },
            };
            var run = generals.Simulate(4, seed, mutator: (message, _) => message with { A = 1 - message.A }).Under(plan);
            run.Run();
            return Enumerable.Range(1, 3).Select(node => hasBug ? run.State(node).Told : run.State(node).Echoes.Sum() / 2).Distinct().Count() == 1;
        }
    }
}
