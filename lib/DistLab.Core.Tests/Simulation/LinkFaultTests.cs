using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Faults;

/// <summary>Each fault of the network finds the bug that nothing else would find.</summary>
public class LinkFaultTests
{
    private sealed record Inbox(int Sent, int Next, ValueList<int> Values);

    [Fact]
    public void Loss_finds_a_sender_that_never_sends_again() =>
        Planted.IsFoundOnlyWith(FaultPlan.Of(Fault.Lose(0.3)), (hasBug, plan) => Transfer(plan, resends: !hasBug).Distinct().Count() == 10);

    [Fact]
    public void The_loss_of_one_message_finds_it_as_well() =>
        Planted.IsFoundOnlyWith(FaultPlan.Of(Fault.LoseMessage(0, 1, 4)), (hasBug, plan) => Transfer(plan, resends: !hasBug).Distinct().Count() == 10);

    [Fact]
    public void Duplication_finds_a_receiver_that_counts_twice() =>
        Planted.IsFoundOnlyWith(FaultPlan.Of(Fault.Duplicate(0.3)), (hasBug, plan) => Transfer(plan, knowsCopies: !hasBug).Count == 10);

    [Fact]
    public void Reordering_finds_a_receiver_that_takes_messages_as_they_come() =>
        Planted.IsFoundOnlyWith(
            FaultPlan.None.During(2.Milliseconds(), 9.Milliseconds(), Fault.Reorder(0.5, 5.Milliseconds(), LinkSet.Of(0, 1))),
            (hasBug, plan) => IsOrdered(Transfer(plan, keepsOrder: !hasBug)));

    [Fact]
    public void Corruption_finds_a_receiver_that_checks_no_checksum()
    {
        var plan = FaultPlan.None.During(2.Milliseconds(), 20.Milliseconds(), Fault.Corrupt(0.5));
        Planted.IsFoundOnlyWith(plan, (hasBug, faults) => Transfer(faults, resends: true, checks: !hasBug, mutator: Disturb).All(value => value < 100));
        // Without a mutator, the network itself finds what is corrupted: it is lost, and so a sender that never sends again is found.
        Planted.IsFoundOnlyWith(plan, (hasBug, faults) => Transfer(faults, resends: !hasBug).Distinct().Count() == 10);

        static Msg Disturb(Msg message, Func<int, int> choose) => message with { A = message.A ^ (128 << choose(8)) };
    }

    /// <summary>P0 sends 0 … 9 to P1, one a millisecond, and P1 keeps what comes.</summary>
    private static ValueList<int> Transfer(
        FaultPlan plan, bool resends = false, bool knowsCopies = false, bool keepsOrder = false, bool checks = false, Mutator<Msg>? mutator = null)
    {
        var transfer = new Script<Inbox>((self, effects) =>
        {
            if (self == 0)
                effects.SetTimer(new("send"), 1.Milliseconds());
            return new(0, 0, []);
        })
        {
            Timer = (state, _, _, timer, effects) =>
            {
                effects.Send(1, new("value", state.Sent % 10, state.Sent % 10));
                if (state.Sent < (resends ? 200 : 9))
                    effects.SetTimer(timer, 1.Milliseconds());
                return state with { Sent = state.Sent + 1 };
            },
            Message = (state, _, _, message, _) =>
            {
                if (checks && message.A != message.B)
                    return state;
                if (knowsCopies && state.Values.Contains(message.A))
                    return state;
                if (keepsOrder && state.Values.Count > 0 && state.Values[^1] > message.A)
                    return state;
                return state with { Values = state.Values.Add(message.A) };
            },
        };
        var run = transfer.Simulate(2, seed: 3, mutator: mutator).Under(plan);
        run.Run();
        return run.State(1).Values;
    }

    private static bool IsOrdered(IReadOnlyList<int> values) => values.SequenceEqual(values.Order());

    private sealed record Leader(bool Leads, int Beats, int Known, ValueList<int> Seen);

    [Fact]
    public void A_partition_finds_a_majority_of_those_in_reach()
    {
        // Every 10 ms each node counts whom it hears; the lowest of a majority leads. The bug: a majority of those it hears.
        Planted.IsFoundOnlyWith(
            FaultPlan.None.During(45.Milliseconds(), 100.Milliseconds(), Fault.Partition([0, 1], [2, 3, 4])),
            (hasBug, plan) => AtMostOneLeads(plan, (self, heard) => heard.Min() == self.Index && (hasBug || heard.Distinct().Count() * 2 > 5)));
    }

    [Fact]
    public void A_cut_in_one_direction_finds_a_leader_that_hears_but_is_not_heard()
    {
        // Of two nodes, P0 leads while the other hears it. The bug: while it hears the other.
        Planted.IsFoundOnlyWith(
            FaultPlan.None.During(45.Milliseconds(), 100.Milliseconds(), Fault.Cut(0, 1)),
            (hasBug, plan) => TwoNodes(hasBug, plan));
        // A partition in both directions would not have found it.
        Assert.True(TwoNodes(hasBug: true, FaultPlan.None.During(45.Milliseconds(), 100.Milliseconds(), Fault.Partition([0], [1]))));
    }

    private static bool AtMostOneLeads(FaultPlan plan, Func<NodeId, IReadOnlyList<int>, bool> leads)
    {
        var election = new Script<Leader>((_, effects) =>
        {
            effects.SetTimer(new("beat"), 10.Milliseconds());
            return new(false, 0, 0, []);
        })
        {
            Timer = (state, self, _, timer, effects) =>
            {
                for (var other = 0; other < 5; other++)
                    effects.Send(other, new("beat"));
                effects.SetTimer(timer, 10.Milliseconds());
                return state with { Leads = state.Seen.Count > 0 && leads(self, state.Seen), Seen = [] };
            },
            Message = (state, _, from, _, _) => state with { Seen = state.Seen.Add(from.Index) },
        };
        var run = election.Simulate(5).Under(plan);
        for (var at = 15; at < 200; at += 10)
        {
            run.RunUntil(Instant.FromMilliseconds(at));
            if (Enumerable.Range(0, 5).Count(node => run.State(node).Leads) > 1)
                return false;
        }
        return true;
    }

    private static bool TwoNodes(bool hasBug, FaultPlan plan)
    {
        var pair = new Script<Leader>((self, effects) =>
        {
            effects.SetTimer(new("beat"), 10.Milliseconds());
            return new(self == 0, 0, 0, []);
        })
        {
            Timer = (state, self, _, timer, effects) =>
            {
                // A beat tells whether its sender has heard the other since its last one.
                effects.Send(1 - self.Index, new("beat", state.Known));
                effects.SetTimer(timer, 10.Milliseconds());
                var heard = state.Seen.Count > 0;
                var leads = self == 0
                    ? state.Beats < 2 || (hasBug ? heard : state.Seen.Contains(1))
                    : state.Beats > 2 && !heard && state.Known == 0;
                return state with { Leads = leads, Beats = state.Beats + 1, Known = heard ? 1 : 0, Seen = [] };
            },
            Message = (state, _, _, message, _) => state with { Seen = state.Seen.Add(message.A) },
        };
        var run = pair.Simulate(2).Under(plan);
        // The heir waits one beat longer than the leader needs to notice; both leading for two beats is the violation.
        var both = 0;
        for (var at = 15; at < 200; at += 10)
        {
            run.RunUntil(Instant.FromMilliseconds(at));
            both = run.State(0).Leads && run.State(1).Leads ? both + 1 : 0;
            if (both == 3)
                return false;
        }
        return true;
    }

    private sealed record Client(int Asked, bool WasWrong);

    [Fact]
    public void A_delay_finds_a_client_that_takes_a_late_answer_for_the_one_it_waits_for()
    {
        // P0 asks question after question, giving up on each after 10 ms; P1 answers with the question's number.
        Planted.IsFoundOnlyWith(
            FaultPlan.None.During(25.Milliseconds(), 40.Milliseconds(), Fault.Delay(15.Milliseconds(), LinkSet.To(0))),
            (hasBug, plan) =>
            {
                var client = new Script<Client>((self, effects) =>
                {
                    if (self == 0)
                        effects.SetTimer(new("ask"), 10.Milliseconds());
                    return new(0, false);
                })
                {
                    Timer = (state, _, _, timer, effects) =>
                    {
                        effects.Send(1, new("question", state.Asked + 1));
                        effects.SetTimer(timer, 10.Milliseconds());
                        return state with { Asked = state.Asked + 1 };
                    },
                    Message = (state, self, from, message, effects) =>
                    {
                        if (self == 1)
                            effects.Send(from, message);
                        return self == 0 && hasBug && message.A != state.Asked ? state with { WasWrong = true } : state;
                    },
                };
                var run = client.Simulate(2).Under(plan);
                run.RunFor(100.Milliseconds());
                return !run.State(0).WasWrong;
            });
    }
}
