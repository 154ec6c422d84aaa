using DistLab.Checking;
using DistLab.Consensus;
using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;
using Cores = DistLab.Core.Tests.Checking.Cores;

namespace DistLab.Core.Tests.Consensus;

/// <summary>Agreement on a log.</summary>
public sealed class MultiPaxosTests
{
    [Fact]
    public void Once_led_a_command_costs_one_round_of_phase_two()
    {
        var run = new MultiPaxos(5).Simulate(nodes: 5);
        for (var i = 1; i <= 100; i++)
            run.Inject(Instant.FromMilliseconds(10 * i), 0, new MultiPaxosMessage.Command($"c{i}"));
        run.Run();
        // Without what a node sends to itself: 8 messages to become leader, then 4 accepts, 4 acceptances and 4 to tell the learners.
        var messages = run.Trace.Count(row => row.Kind == TraceKind.Send && row.Node != row.Peer);
        Assert.Equal(8 + (100 * 12), messages);
        Assert.All(Enumerable.Range(0, 5), node => Assert.Equal(Enumerable.Range(1, 100).Select(i => new ChosenCommand(i, $"c{i}")), run.State(node).Chosen));
    }

    [Fact]
    public void A_new_leader_finishes_what_was_begun_and_fills_gaps()
    {
        var state = new MultiPaxosState();
        var effects = new Effects<MultiPaxosMessage>(_ => 0);
        var paxos = new MultiPaxos(3);
        state = paxos.OnMessage(state, 1, NodeId.Outside, new MultiPaxosMessage.Command("mine"), effects);
        state = paxos.OnMessage(state, 1, 1, new MultiPaxosMessage.Promise(2, []), effects);
        effects.Clear();
        paxos.OnMessage(state, 1, 0, new MultiPaxosMessage.Promise(2, [new(2, 1, "begun")]), effects);
        var proposed = effects.Recorded.ToArray().Select(effect => effect.Message).OfType<MultiPaxosMessage.Accept>().Select(accept => accept.Proposal.Command).Distinct();
        Assert.Equal([MultiPaxos.NoOperation, "begun", "mine"], proposed);
    }

    [Fact]
    public void Two_that_would_lead_agree_on_every_slot_in_all_states_up_to_eighteen_steps()
    {
        var finding = Assert.Single(Violations(new MultiPaxos(3)));
        Assert.StartsWith("? agreement: not violated in 40", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_leader_that_does_not_finish_what_was_begun_is_found() => Assert.Contains(Violations(new Careless()), finding => finding.StartsWith("✗ agreement", StringComparison.Ordinal));

    [Fact]
    public void Under_loss_and_crashes_all_logs_agree_and_every_command_is_chosen() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed =>
        {
            var scenario = new MultiPaxos(3, Delay.Uniform(50.Milliseconds(), 250.Milliseconds())).Scenario(
                nodes: 3, length: 30.Seconds(), (ulong)seed, new Link(Delay.Exponential(4.Milliseconds())) { Loss = 0.05 });
            for (var i = 0; i < 8; i++)
                scenario = scenario.Inject((20 * i).Milliseconds(), i % 2, new MultiPaxosMessage.Command($"c{i}"));
            var run = scenario.Under(FaultPlan.None.During(70.Milliseconds(), 400.Milliseconds(), Fault.Crash(2))).Prepare();
            run.Run();
            var chosen = run.Trace.Select(row => row.Content).OfType<ChosenCommand>().ToList();
            return chosen.GroupBy(one => one.Slot).All(slot => slot.Distinct().Count() == 1)
                && Enumerable.Range(0, 8).All(i => chosen.Any(one => one.Command == $"c{i}"));
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Violations(MultiPaxos paxos) => paxos.Check(nodes: 3).LeavingIgnored()
        .Inject(0, new MultiPaxosMessage.Command("a")).Inject(1, new MultiPaxosMessage.Command("b"))
        .Always("agreement", state => state.States.SelectMany(node => node.Chosen).GroupBy(chosen => chosen.Slot).All(slot => slot.Distinct().Count() == 1))
        .Sometimes("both chosen", state => state.States.SelectMany(node => node.Chosen).Distinct().Count() == 2)
        .UpToStates(400_000)
        .Run(Cores.All).Findings.Where(finding => finding.Verdict != Verdict.Holds).Select(finding => finding.ToString());

    private sealed class Careless() : MultiPaxos(3)
    {
        protected override string CommandFor(SlotProposal? highest) => NoOperation;
    }
}
