using DistLab.Analysis;
using DistLab.Checking;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Time;

namespace DistLab.Core.Tests.Time;

/// <summary>The experiments that the chapter on time runs by one call each.</summary>
public sealed class ChapterExperimentTests
{
    private static readonly Network InOrder = new Link(Delay.Exponential(10.Milliseconds())) { InOrder = true };
    private static readonly Network AnyOrder = Delay.Exponential(10.Milliseconds());

    [Fact]
    public void A_smaller_Lamport_number_does_not_tell_a_cause_and_a_vector_does()
    {
        var tiny = new Bank(3, balance: 1, transfers: 1) { Most = 1 };
        var search = tiny.WithLogicalClocks(3).Check(nodes: 3).ObserveStamps()
            .Never("smaller and concurrent", state => state.History.Any(a => state.History.Any(b => a.Lamport < b.Lamport && a.IsConcurrentWith(b))))
            .Run(OneWorker.Instance);
        Assert.Equal(3, search["smaller and concurrent"].Run.Steps.Count);
    }

    [Fact]
    public void Only_the_right_comparison_of_vectors_tells_what_happened_before()
    {
        for (var seed = 1UL; seed <= 20; seed++)
            Assert.True(BankExperiment.History(seed).IsToldBy((v, w) => v != w && v.Counts.Zip(w.Counts).All(pair => pair.First <= pair.Second)));
        Assert.False(BankExperiment.History(1).IsToldBy((v, w) => v.Counts.Sum() < w.Counts.Sum()));
        Assert.False(BankExperiment.History(1).IsToldBy((v, w) => v.Counts.Zip(w.Counts).All(pair => pair.First <= pair.Second)));
    }

    [Fact]
    public void A_step_back_loses_edits_and_slewing_loses_none()
    {
        var noon = Instant.FromSeconds(100);
        Assert.InRange(BuildTool.MissedEditsAfter(new SoftwareClock().Step(noon, -1.Seconds()), noon), 1, 10);
        Assert.Equal(0, BuildTool.MissedEditsAfter(new SoftwareClock().Slew(noon, -1.Seconds()), noon));
    }

    [Fact]
    public void Chats_are_confused_without_causal_delivery_and_never_with_it()
    {
        Assert.InRange(ChatExperiment.Confused(new Chat(5) { MayRead = Chat.AsItComes }, runs: 200), 50, 150);
        Assert.Equal(0, ChatExperiment.Confused(new Chat(5), runs: 200));
    }

    [Fact]
    public void The_claims_on_a_chat_find_a_rule_that_is_too_lax_and_one_that_is_too_strict()
    {
        SearchResult<ProtocolRun<Chat.State, Chat.Message>> Search(Func<VectorClock, Chat.Message, bool> mayRead) =>
            new Chat(4) { Answerers = [1, 2], MayRead = mayRead }.Claims(4).Run(OneWorker.Instance);
        Assert.True(new Chat(4) { Answerers = [1, 2] }.Claims(4).Run(OneWorker.Instance).Holds);
        Assert.Equal(Verdict.Violated, Search((_, _) => true)["answer first"].Verdict);
        Assert.Equal(Verdict.Violated, Search((own, post) => Enumerable.Range(0, own.Counts.Count).All(
            k => post.Clock![k] == own[k] + (post.Author.Index == k ? 1 : 0)))["all read"].Verdict);
    }

    [Fact]
    public void A_hybrid_clock_is_never_further_ahead_than_the_skew()
    {
        var run = HybridClockExperiment.Run(10.Milliseconds());
        Assert.True(run.Stamps.Max(stamp => stamp.Ahead) <= run.Skew);
        Assert.All(run.Stamps, stamp => Assert.True(stamp.Ahead >= Duration.Zero && stamp.Count >= 0));
        Assert.True(HybridClockExperiment.Run(Duration.Zero).Stamps.All(stamp => stamp.Ahead == Duration.Zero));
    }

    [Fact]
    public void Photographs_have_the_right_sum_exactly_where_the_cut_is_consistent()
    {
        var photographs = BankExperiment.Photographs(100, 20.Milliseconds());
        Assert.All(photographs, photograph => Assert.Equal(photograph.IsConsistent, Bank.MoneyIn(photograph) == 400));
        Assert.Contains(photographs, photograph => !photograph.IsConsistent);
        Assert.All(BankExperiment.Photographs(20, Duration.Zero), photograph => Assert.True(photograph.IsConsistent));
    }

    [Fact]
    public void Snapshots_keep_all_the_money_when_channels_keep_their_order()
    {
        Assert.All(BankExperiment.SnapshotSums(InOrder, 20), sum => Assert.Equal(500, sum));
        Assert.Contains(BankExperiment.SnapshotSums(AnyOrder, 20), sum => sum != 500);
    }

    [Fact]
    public void An_audit_of_every_run_finds_what_is_missing_and_what_is_twice()
    {
        var pair = new Bank(2, balance: 2, transfers: 2) { Most = 1 };
        Assert.True(pair.WithSnapshots(2).Audit(4).InOrder().Run(OneWorker.Instance).Holds);
        Assert.False(pair.WithSnapshots(2).Audit(4).Run(OneWorker.Instance).Holds);
        Assert.False(pair.WithSnapshots(2, recordsChannels: false).Audit(4).InOrder().Run(OneWorker.Instance).Holds);
        Assert.False(pair.WithSnapshots(2, holdsMarkers: Delay.None).Audit(4).InOrder().Run(OneWorker.Instance).Holds);
    }

    [Fact]
    public void The_filter_halves_the_errors_on_a_noisy_path()
    {
        Network evening = Delay.ShiftedExponential(5.Milliseconds(), 20.Milliseconds());
        double Error(bool filters) => new Sample(NtpExperiment.Follow(evening, filters).Select(sample => sample.Error.Abs().Milliseconds)).Quantile(0.95);
        Assert.True(Error(filters: true) < Error(filters: false) / 2);
    }

    [Fact]
    public void A_client_of_four_servers_withstands_one_that_is_an_hour_wrong()
    {
        var (off, stratum) = NtpExperiment.WithLiar(Delay.ShiftedExponential(5.Milliseconds(), 20.Milliseconds()));
        Assert.True(off.Abs() < 50.Milliseconds());
        Assert.Equal(2, stratum);
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    public void Less_than_half_of_the_servers_may_lie(int servers, int most)
    {
        Assert.True(NtpExperiment.IsSafe(servers, most));
        Assert.False(NtpExperiment.IsSafe(servers, (servers / 2) + 1));
    }
}
