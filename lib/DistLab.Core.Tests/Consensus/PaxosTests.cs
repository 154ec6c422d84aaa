using DistLab.Checking;
using DistLab.Consensus;
using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;
using Cores = DistLab.Core.Tests.Checking.Cores;

namespace DistLab.Core.Tests.Consensus;

/// <summary>Agreement on one value: every run of a small instance, many runs of larger ones, and the simplifications that lose it.</summary>
public sealed class PaxosTests
{
    private static readonly string[] Proposed = ["A", "B", "C"];

    [Fact]
    public void Two_proposers_and_three_acceptors_agree_in_every_run_and_can_decide()
    {
        var result = Claims(new Paxos(3), proposers: 2).Sometimes("decided", state => state.States.Any(node => node.Chosen is not null)).Run(Cores.All);
        Assert.True(result.Holds, result.ToString());
        Assert.Equal(SearchEnd.Complete, result.End);
    }

    [Theory]
    [InlineData(1, 0, 1_081_481)]
    [InlineData(0, 1, 230_407)]
    public void They_agree_in_every_run_in_which_a_node_crashes_and_may_come_back_or_a_message_is_lost(int crashes, int losses, long states)
    {
        var result = Claims(new Paxos(3), proposers: 2, crashes, losses).Run(Cores.All);
        Assert.True(result.Holds, result.ToString());
        Assert.Equal((SearchEnd.Complete, states), (result.End, result.States));
    }

    [Fact]
    public void A_proposer_that_hears_of_two_values_takes_that_of_the_higher_number()
    {
        var result = Claims(new Paxos(3, retry: 1.Seconds()), proposers: 2, timeouts: 1)
            .Sometimes("a value of a higher number prevails", state => state.States.Any(node => node.Highest is { Value: "B" } && node.Wish == "A"))
            .UpToStates(300_000).Run(Cores.All);
        Assert.DoesNotContain(result.Findings, finding => finding.Verdict == Verdict.Violated);
        Assert.Equal(Verdict.Holds, result["a value of a higher number prevails"].Verdict);
    }

    [Fact]
    public void Proposers_that_retry_agree_and_decide_under_loss_delay_and_crashes() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed =>
        {
            var run = new Paxos(5, Delay.Uniform(40.Milliseconds(), 200.Milliseconds())).Scenario(
                    nodes: 5, length: 20.Seconds(), (ulong)seed, new Link(Delay.Exponential(5.Milliseconds())) { Loss = 0.1, Duplication = 0.1 })
                .Inject(1.Milliseconds(), 0, new PaxosMessage.Propose("A"))
                .Inject(2.Milliseconds(), 1, new PaxosMessage.Propose("B"))
                .Inject(3.Milliseconds(), 2, new PaxosMessage.Propose("C"))
                .Under(FaultPlan.None.During(10.Milliseconds(), 500.Milliseconds(), Fault.Crash(3)).During(300.Milliseconds(), 900.Milliseconds(), Fault.Crash(4)))
                .Prepare();
            run.Run();
            var chosen = run.Trace.Select(row => row.Content).OfType<ChosenValue>().ToList();
            return chosen.Count == 3 && chosen.Distinct().Count() == 1 && Proposed.Contains(chosen[0].Value);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_proposers_that_retry_in_step_disturb_each_other_for_ever()
    {
        var run = new Paxos(3, retry: 4.Milliseconds()).Simulate(nodes: 3, network: Delay.Constant(2.Milliseconds()));
        run.Inject(Instant.Zero, 0, new PaxosMessage.Propose("A"));
        run.Inject(Instant.FromMilliseconds(2), 1, new PaxosMessage.Propose("B"));
        run.RunUntil(Instant.FromSeconds(10));
        Assert.All(Enumerable.Range(0, 3), node => Assert.Null(run.State(node).Chosen));
        Assert.True(run.State(0).Number > 1_000);
    }

    [Fact]
    public void A_number_is_not_used_again_after_a_crash()
    {
        var run = new Paxos(3).Simulate(nodes: 3);
        run.Inject(Instant.Zero, 0, new PaxosMessage.Propose("A"));
        run.Under(FaultPlan.None.At(500.Microseconds(), Fault.Crash(0)).At(600.Microseconds(), Fault.Restart(0)));
        run.Inject(Instant.FromMilliseconds(10), 0, new PaxosMessage.Propose("B"));
        run.Run();
        Assert.Equal(["prepare 1", "prepare 4"], run.Trace.Where(row => row.Kind == TraceKind.Send && row.Content is PaxosMessage.Prepare).Select(row => row.Content!.ToString()!).Distinct());
        Assert.Equal("B", run.State(0).Chosen);
    }

    [Fact]
    public void A_proposer_that_keeps_its_own_value_is_found() => AssertDisagrees(Claims(new OwnValue(), proposers: 2));

    [Fact]
    public void An_acceptor_that_does_not_tell_what_it_has_accepted_is_found() => AssertDisagrees(Claims(new Silent(), proposers: 2));

    [Fact]
    public void An_acceptor_that_forgets_its_promise_in_a_crash_is_found() =>
        AssertDisagrees(Claims(new Forgetful(), proposers: 2, crashes: 1).Within(state => state.IsUp(0) && state.IsUp(1)));

    [Fact]
    public void An_acceptor_that_accepts_below_its_promise_is_found() => AssertDisagrees(Claims(new Unpromising(), proposers: 2));

    [Fact]
    public void Quorums_that_do_not_overlap_are_found() => AssertDisagrees(Claims(new OneIsEnough(), proposers: 2));

    private static void AssertDisagrees(ProtocolCheck<PaxosState, PaxosMessage, Nothing> check)
    {
        var result = check.Run(Cores.All);
        Assert.Equal(Verdict.Violated, result["agreement"].Verdict);
        Assert.Equal(result.Counterexample.Trace.Digest(), result.Counterexample.Replay().Trace.Digest());
    }

    private static ProtocolCheck<PaxosState, PaxosMessage, Nothing> Claims(Paxos paxos, int proposers, int crashes = 0, int losses = 0, int? timeouts = null)
    {
        var check = paxos.Check(nodes: 3, crashes: crashes, losses: losses, timeouts: timeouts).LeavingIgnored();
        for (var proposer = 0; proposer < proposers; proposer++)
            check = check.Inject(proposer, new PaxosMessage.Propose(Proposed[proposer]));
        return check
            .Always("agreement", state => state.States.Select(node => node.Chosen).Where(chosen => chosen is not null).Distinct().Count() <= 1)
            .Always("validity", state => state.States.All(node => node.Chosen is null || Proposed.Contains(node.Chosen)));
    }

    private sealed class OwnValue() : Paxos(3)
    {
        protected override string ValueToPropose(string wish, Proposal? highest) => wish;
    }

    private sealed class Silent() : Paxos(3)
    {
        protected override PaxosState OnPrepare(PaxosState state, NodeId from, PaxosMessage.Prepare prepare, Effects<PaxosMessage> effects) =>
            base.OnPrepare(state with { Accepted = null }, from, prepare, effects) with { Accepted = state.Accepted };
    }

    private sealed class Forgetful() : Paxos(3)
    {
        public override PaxosState? Durable(PaxosState state) => base.Durable(state)! with { Promised = state.Accepted?.Number ?? 0 };
    }

    private sealed class Unpromising() : Paxos(3)
    {
        protected override PaxosState OnAccept(PaxosState state, NodeId from, PaxosMessage.Accept accept, Effects<PaxosMessage> effects) =>
            base.OnAccept(state with { Promised = 0 }, from, accept, effects) with { Promised = state.Promised };
    }

    private sealed class OneIsEnough() : Paxos(3)
    {
        protected override bool IsMajority(NodeSet nodes) => nodes.Count >= 1;
    }
}
