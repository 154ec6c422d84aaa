using DistLab.Models;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Core.Tests.Models;

/// <summary>Crash, omission, timing and arbitrary failures, and which defence masks which.</summary>
public sealed class FailureModelsTests
{
    private const string M = "masked";
    private const string S = "silent";
    private const string W = "wrong";

    /// <summary>Rows: ways to fail. Columns: nothing; send again; 3 servers; checksum; checksum and send again; 2 of 3 agree; all.</summary>
    public static TheoryData<string, string[]> Table => new()
    {
        { "none", [M, M, M, M, M, M, M] },
        { "crash", [S, S, M, S, S, M, M] },
        { "send omission", [S, M, M, S, M, M, M] },
        { "receive omission", [S, M, M, S, M, M, M] },
        { "channel omission", [S, M, S, S, M, S, M] },
        { "timing: client's clock", [S, M, S, S, M, S, M] },
        { "timing: process", [S, S, M, S, S, M, M] },
        { "timing: channel", [S, S, M, S, S, M, M] },
        { "arbitrary: channel", [W, W, W, S, M, W, M] },
        { "arbitrary: process", [W, W, W, W, W, M, M] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_way_to_fail_is_masked_by_its_defences_and_by_no_other(string failure, string[] verdicts) => Assert.Equal(
        verdicts, Defence.All.Select(defence => MaskingExperiment.Try(FailureModel.All.Single(model => model.Name == failure), defence).Verdict));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_client_that_asks_2f_plus_1_outvotes_f_liars_and_not_one_more(int f)
    {
        var vote = new Defence("vote", Servers: (2 * f) + 1, Agreeing: f + 1);
        Assert.Equal(M, MaskingExperiment.Try(Liars(f), vote, runs: 50).Verdict);
        Assert.Equal(W, MaskingExperiment.Try(Liars(f + 1), vote, runs: 50).Verdict);
    }

    [Fact]
    public void With_2f_servers_a_vote_can_tell_that_something_is_wrong_and_not_what()
    {
        var outcome = MaskingExperiment.Try(Liars(1), new Defence("both", Servers: 2, Agreeing: 2), runs: 50);
        Assert.Equal((0, 0, 50), (outcome.Right, outcome.Wrong, outcome.Silent));
    }

    [Fact]
    public void A_lie_that_arrives_twice_is_one_vote() => Assert.Equal(
        M, MaskingExperiment.Try(Liars(1) with { Faults = FaultPlan.Of(Fault.Duplicate(1)) }, new("vote", Servers: 3, Agreeing: 2), runs: 50).Verdict);

    [Fact]
    public void A_checksum_makes_an_omission_of_every_disturbance()
    {
        for (var value = 0; value < 10_000; value++)
        {
            for (var bit = 0; bit < 7; bit++)
                Assert.False(MaskedMessage.Noise(MaskedMessage.Answer(value), _ => bit).IsWhole);
        }
    }

    [Fact]
    public void A_checksum_does_not_unmask_a_liar_who_computes_it_himself() =>
        Assert.True(MaskedMessage.Lie(MaskedMessage.Answer(81), _ => 0).IsWhole);

    [Fact]
    public void Two_crashes_of_three_leave_an_answer_to_believe_but_no_majority()
    {
        var two = new FailureModel("two crashes", FaultPlan.Of(Fault.Crash(1), Fault.Crash(2)), []);
        Assert.Equal(M, MaskingExperiment.Try(two, Defence.All.Single(d => d.Name == "3 servers, first answer"), runs: 50).Verdict);
        Assert.Equal(S, MaskingExperiment.Try(two, Defence.All.Single(d => d.Name == "3 servers, 2 agree"), runs: 50).Verdict);
    }

    [Fact]
    public void A_defence_that_cannot_work_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaskedRequest(new("", Servers: 2, Agreeing: 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaskedRequest(new("", Tries: 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaskedRequest(new("", Agreeing: 0)));
    }

    private static FailureModel Liars(int count) => new($"{count} liars", FaultPlan.None, [.. Enumerable.Range(1, count).Select(liar => (NodeId)liar)]);
}
