using DistLab.Checking;
using DistLab.Consensus;
using DistLab.Core.Tests.Consensus.Raft;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Consensus;

/// <summary>The experiments that the chapter on consensus runs by one call: each finds what it is to find, and would tell if it were not so.</summary>
public sealed class ChapterExperimentTests
{
    [Fact]
    public void Of_all_protocols_for_two_generals_with_up_to_four_messages_none_keeps_its_promises()
    {
        var verdicts = TwoGeneralsCheck.TryAll(4);
        Assert.Equal(124, verdicts.Count);
        Assert.All(verdicts, verdict => Assert.NotNull(verdict.Breaks));
        Assert.Equal([0, 1, 2, 3, 4], verdicts.Select(verdict => verdict.Messages).Distinct());
    }

    [Fact]
    public void Two_generals_are_safe_when_they_never_attack_and_not_when_the_second_obeys()
    {
        Assert.True(new TwoGenerals(4, first: [], second: []).IsSafe());
        Assert.False(new TwoGenerals(4, first: [2], second: [2]).IsSafe());
    }

    [Fact]
    public void One_traitor_defeats_three_generals_and_not_four()
    {
        Assert.False(OralMessagesCheck.WithTraitor(3, traitor: 2).Run(OneWorker.Instance).Holds);
        for (var traitor = 0; traitor < 4; traitor++)
            Assert.True(OralMessagesCheck.WithTraitor(4, traitor).Run(OneWorker.Instance).Holds);
        Assert.Throws<ArgumentOutOfRangeException>(() => OralMessagesCheck.WithTraitor(4, 4));
    }

    [Theory]
    [InlineData(4, 1, 9, 2)]
    [InlineData(7, 2, 156, 3)]
    public void The_bill_for_traitors_is_the_published_one(int generals, int traitors, int messages, int rounds) =>
        Assert.Equal(new GeneralsBill(generals, traitors, messages, rounds), OralMessagesCheck.Bill(generals, traitors));

    [Fact]
    public void One_round_does_not_withstand_a_crash_and_two_rounds_do()
    {
        Assert.False(new FloodSet(3, rounds: 1, faulty: [0]).Claims().Run(OneWorker.Instance).Holds);
        Assert.True(new FloodSet(3, rounds: 2, faulty: [0]).Claims().Run(OneWorker.Instance).Holds);
    }

    [Fact]
    public void With_two_that_may_crash_three_rounds_never_disagree_and_fewer_do()
    {
        int Disagreements(int rounds) => new FloodSet(5, rounds, faulty: [0, 1], inputs: [0, 1, 1, 1, 1]).Disagreements(runs: 1_000);
        Assert.Equal(0, Disagreements(3));
        Assert.InRange(Disagreements(2), 1, Disagreements(1) - 1);
    }

    [Fact]
    public void Chance_lets_voters_decide_soon_and_an_adversary_never()
    {
        var voting = new VotingRounds([0, 1, 1]);
        Assert.All(VotingExperiment.Rounds(voting, 100), rounds => Assert.InRange(rounds, 1, 60));
        Assert.True(VotingExperiment.KeepsUndecided(voting, Schedulers.KeepUndecided(voting), 300));
        Assert.False(VotingExperiment.KeepsUndecided(voting, run => run.UnderWay.Count - 1, 300));
    }

    [Fact]
    public void Every_valence_has_its_word() => Assert.Equal(4, Enum.GetValues<Valence>().Select(valence => valence.InWords()).Distinct().Count());

    [Fact]
    public void Two_proposers_agree_and_a_proposer_that_keeps_its_own_value_is_caught()
    {
        Assert.True(new Paxos(3).Duel().Run(OneWorker.Instance).Holds);
        Assert.Equal(Verdict.Violated, new Stubborn().Duel().Run(OneWorker.Instance)["agreement"].Verdict);
    }

    [Fact]
    public void In_step_two_proposers_never_end_and_at_random_they_do()
    {
        Assert.False(PaxosCheck.Retry(4.Milliseconds()).IsChosen);
        Assert.True(PaxosCheck.Retry(4.Milliseconds()).Proposals > 1_000);
        Assert.True(PaxosCheck.Retry(Delay.Uniform(4.Milliseconds(), 40.Milliseconds())).IsChosen);
        Assert.Equal("4 proposals, one chosen", new PaxosRetries(4, true).ToString());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(9)]
    public void A_command_costs_a_leader_three_messages_for_each_other_node(int nodes) =>
        Assert.Equal(3 * (nodes - 1), PaxosCheck.MessagesForACommand(nodes), 0.05 * 3 * nodes);

    [Fact]
    public void Downtimes_of_several_ranges_are_those_of_each()
    {
        var two = RaftElectionExperiment.Compare([(150, 155), (150, 300)], trials: 50);
        Assert.Equal(["150–155 ms", "150–300 ms"], two.Select(range => range.Name));
        Assert.Equal(RaftElectionExperiment.Downtimes(150.Milliseconds(), 300.Milliseconds(), 50), two[1].Times.Select(time => (Duration?)time));
        Assert.InRange(two[1].Median, two[1].Times.Min().Milliseconds, two[1].Worst);
        Assert.Equal(two[1].Times.Average(time => time.Milliseconds), two[1].Mean, 6);
    }

    [Fact]
    public void Crashes_find_the_store_that_commits_by_counting_and_spare_the_sound_one()
    {
        Assert.Equal("leader completeness", new CrashTrial(new CommitsByCounting(3, CrashTrial.Options)).Search(7_000..7_100)?.Claim);
        Assert.Null(new CrashTrial(new RaftStore(3, CrashTrial.Options)).Search(7_000..7_100));
    }

    [Fact]
    public void Detectors_of_a_kind_differ_in_their_parameter()
    {
        var kinds = DetectorKinds.Fixed(150).Concat(DetectorKinds.Adaptive(100.Milliseconds(), 50)).Concat(DetectorKinds.Phi(100.Milliseconds(), 1, 8)).ToList();
        Assert.Equal([("fixed timeout", 150.0), ("adaptive", 50), ("φ accrual", 1), ("φ accrual", 8)], kinds.Select(kind => (kind.Name, kind.Parameter)));
        Assert.Equal(150.Milliseconds(), ((FixedTimeout)kinds[0].Detector).Timeout);
    }

    private sealed class Stubborn() : Paxos(3)
    {
        protected override string ValueToPropose(string wish, Proposal? highest) => wish;
    }
}
