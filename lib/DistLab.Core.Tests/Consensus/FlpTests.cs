using DistLab.Checking;
using DistLab.Consensus;
using DistLab.Protocols;
using DistLab.Simulation;
using FsCheck;
using FsCheck.Fluent;
using Cores = DistLab.Core.Tests.Checking.Cores;

namespace DistLab.Core.Tests.Consensus;

/// <summary>No deterministic asynchronous protocol that survives a crash decides in every run: shown on one.</summary>
public sealed class FlpTests
{
    private static readonly VotingRounds Mixed = new([0, 1, 1]);

    [Fact]
    public void Voting_never_decides_wrongly_whatever_arrives_when_and_whoever_crashes()
    {
        var result = Claims(new VotingRounds([0, 1, 1], rounds: 2), crashes: 1).UpToStates(100_000).Sometimes("decided", state => state.States.Any(voter => voter.Decision is not null)).Run(Cores.All);
        Assert.Equal(Verdict.Holds, result["decided"].Verdict);
        Assert.NotEqual(Verdict.Violated, result["agreement"].Verdict);
    }

    [Fact]
    public void Proposing_without_a_majority_is_found() =>
        Assert.Equal(Verdict.Violated, Claims(new Hasty(), crashes: 0).Run(Cores.All)["agreement"].Verdict);

    [Fact]
    public void Nearly_every_run_with_random_delays_decides() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed =>
        {
            var run = Mixed.Simulate(nodes: 3, (ulong)seed, Delay.Exponential(1.Milliseconds()));
            return run.Run(maxEvents: 100_000) == RunOutcome.Quiet && Enumerable.Range(0, 3).Select(node => run.State(node).Decision).Distinct().Single() is not null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_scheduler_keeps_it_undecided_as_long_as_it_likes_and_lets_no_message_wait()
    {
        var run = new AsynchronousRun<VoterState, VoteMessage>(Mixed, nodes: 3).Run(Schedulers.KeepUndecided(Mixed), steps: 3_000);
        Assert.Equal(3_000, run.Steps);
        Assert.All(run.States, voter => Assert.Null(voter.Decision));
        Assert.All(run.States, voter => Assert.True(voter.Round > 240));
        var oldest = run.UnderWay.Select(sent => sent.Message).OfType<VoteMessage.Vote>().Min(vote => vote.Round);
        Assert.True(oldest >= run.States.Min(voter => voter.Round) - 1);
    }

    [Fact]
    public void When_the_scheduler_lets_go_they_decide()
    {
        var run = new AsynchronousRun<VoterState, VoteMessage>(Mixed, nodes: 3).Run(Schedulers.KeepUndecided(Mixed), steps: 100);
        var random = new RandomStream(1);
        run.Run(now => random.NextBelow(now.UnderWay.Count), steps: 10_000);
        Assert.Single(run.States.Select(voter => voter.Decision).Distinct());
        Assert.NotNull(run.States[0].Decision);
    }

    [Fact]
    public void Mixed_inputs_begin_bivalent_and_equal_ones_do_not()
    {
        var mixed = Explore([0, 0, 1]);
        Assert.True(mixed.IsComplete);
        Assert.Equal(Valence.Bivalent, mixed.States[0].Valence);
        Assert.Equal(Valence.Zero, Explore([0, 0, 0]).States[0].Valence);
        Assert.Equal(Valence.One, Explore([1, 1, 1]).States[0].Valence);
    }

    [Fact]
    public void A_valence_follows_from_those_of_the_states_after_it()
    {
        var graph = Explore([0, 0, 1]);
        var after = graph.Steps.ToLookup(step => step.From, step => graph.States[step.To].Valence);
        Assert.All(graph.States, state =>
        {
            var own = state.States.Select(voter => voter.Decision).FirstOrDefault(decision => decision is not null) switch { 0 => Valence.Zero, 1 => Valence.One, _ => Valence.None };
            Assert.Equal(after[state.Number].Aggregate(own, (valence, next) => valence | next), state.Valence);
        });
        var path = graph.BivalentPath();
        Assert.All(path, number => Assert.Equal(Valence.Bivalent, graph.States[number].Valence));
        Assert.All(path.Zip(path.Skip(1)), pair => Assert.Contains(graph.Steps, step => (step.From, step.To) == pair));
        Assert.True(path.Count > 5);
    }

    [Fact]
    public void Valences_agree_with_what_the_checker_finds()
    {
        var graph = Explore([0, 0, 1]);
        foreach (var value in (int[])[0, 1])
        {
            var result = new VotingRounds([0, 0, 1], rounds: 2).Check(nodes: 3).Sometimes("decided", state => state.States.Any(voter => voter.Decision == value)).Run(OneWorker.Instance);
            Assert.Equal(result.Holds, graph.States.Any(state => state.States.Any(voter => voter.Decision == value)));
        }
    }

    [Fact]
    public void A_protocol_with_a_coin_or_a_clock_is_refused() =>
        Assert.Throws<NotSupportedException>(() => new AsynchronousRun<TwoGeneralsState, Messenger>(TwoGenerals.Cautious(1), nodes: 2));

    private static ValenceGraph<VoterState, VoteMessage> Explore(ValueList<int> inputs) =>
        ValenceSearch.Explore(new VotingRounds(inputs, rounds: 2), nodes: 3, voter => voter.Decision, new VotingRounds(inputs, rounds: 2).IsLate);

    private static ProtocolCheck<VoterState, VoteMessage, Nothing> Claims(VotingRounds voting, int crashes) => voting.Check(nodes: 3, crashes: crashes).AfterCrash(AfterCrash.StaysDown).LeavingIgnored()
        .Always("agreement", state => state.States.Select(voter => voter.Decision).Where(decision => decision is not null).Distinct().Count() <= 1);

    private sealed class Hasty() : VotingRounds([0, 1, 1], rounds: 2)
    {
        protected override int? ToPropose(IReadOnlyList<int?> votes) => votes.Min();
    }
}
