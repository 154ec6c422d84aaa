using DistLab.Checking;

namespace DistLab.Core.Tests.Checking.Consistency;

/// <summary>Small histories whose verdicts the literature gives.</summary>
public sealed class CausalLitmusTests
{
    /// <summary>Figure 3 of Bouajjani, Enea, Guerraoui and Hamza, "On Verifying Causal Consistency" (POPL 2017).</summary>
    [Theory]
    [InlineData("wx1 rx2 | wx2 rx1", true, true, false, false)]
    [InlineData("wz1 wx1 wy1 | wx2 rz0 ry1 rx2", true, false, true, false)]
    [InlineData("wx1 | wx2 rx1 rx2", true, false, false, false)]
    [InlineData("wx1 ry0 wy1 rx1 | wx2 ry0 wy2 rx2", true, true, true, false)]
    [InlineData("wx1 wy1 | ry1 wx2 | rx2 rx1", false, false, false, false)]
    public void The_five_histories_that_part_the_causal_models(string text, bool weak, bool memory, bool convergence, bool sequential) =>
        Judged(text, weak, memory, convergence, sequential);

    /// <summary>Store buffering, independent reads of independent writes, message passing and the other shapes of memory-model papers.</summary>
    [Theory]
    [InlineData("wx1 ry0 | wy1 rx0", true, true, true, false)]
    [InlineData("wx1 | wy1 | rx1 ry0 | ry1 rx0", true, true, true, false)]
    [InlineData("wx1 wy1 | ry1 rx0", false, false, false, false)]
    [InlineData("wx1 | rx1 wy1 | ry1 rx0", false, false, false, false)]
    [InlineData("wx1 | rx1 rx0", false, false, false, false)]
    [InlineData("wx1 wx2 | rx2 rx1", false, false, false, false)]
    [InlineData("rx1 wy1 | ry1 wx1", false, false, false, false)]
    [InlineData("wx1 | rx2", false, false, false, false)]
    [InlineData("wx1 rx1 | rx1 wx2 rx2", true, true, true, true)]
    public void The_usual_litmus_tests(string text, bool weak, bool memory, bool convergence, bool sequential) =>
        Judged(text, weak, memory, convergence, sequential);

    /// <summary>Tanenbaum and van Steen, "Distributed Systems", §7.2, after Hutto and Ahamad, "Slow Memory" (1990); a, b, c are 1, 2, 3.</summary>
    [Theory]
    [InlineData("wx1 wx3 | rx1 wx2 | rx1 rx3 rx2 | rx1 rx2 rx3", true, true, false, false)]
    [InlineData("wx1 | rx1 wx2 | rx2 rx1 | rx1 rx2", false, false, false, false)]
    [InlineData("wx1 | wx2 | rx2 rx1 | rx1 rx2", true, true, false, false)]
    [InlineData("wx1 | wx2 | rx2 rx1 | rx2 rx1", true, true, true, true)]
    public void The_textbooks_examples(string text, bool weak, bool memory, bool convergence, bool sequential) =>
        Judged(text, weak, memory, convergence, sequential);

    [Theory]
    [InlineData("wx1 rx0", SessionGuarantees.ReadYourWrites)]
    [InlineData("wx1 | rx1 wx2 rx1", SessionGuarantees.ReadYourWrites)]
    [InlineData("wx1 | rx1 rx0", SessionGuarantees.MonotonicReads)]
    [InlineData("wx1 | rx1 wx2 | rx2 rx1", SessionGuarantees.MonotonicReads)]
    [InlineData("wx1 wx2 | rx2 rx0", SessionGuarantees.MonotonicReads | SessionGuarantees.MonotonicWrites)]
    [InlineData("wx1 wy1 | ry1 rx0", SessionGuarantees.MonotonicWrites)]
    [InlineData("wx1 | rx1 wy1 | ry1 rx0", SessionGuarantees.WritesFollowReads)]
    [InlineData("wx1 | wx2 rx1", SessionGuarantees.None)]
    [InlineData("wx1 | wx2 | rx1 rx2 rx1", SessionGuarantees.None)]
    public void Each_session_guarantee_finds_its_own_violation_and_no_other(string text, SessionGuarantees violated)
    {
        foreach (var one in (SessionGuarantees[])[SessionGuarantees.ReadYourWrites, SessionGuarantees.MonotonicReads, SessionGuarantees.MonotonicWrites, SessionGuarantees.WritesFollowReads])
            Assert.True(SessionConsistency.Check(Litmus.Of(text), one, initial: 0).IsSatisfied != violated.HasFlag(one), $"{one} of {text}");
    }

    [Fact]
    public void A_longer_chain_is_found_by_the_guarantees_together_only()
    {
        // The last read breaks no single promise: it takes a write after a read and then two writes in order.
        var history = Litmus.Of("wx1 | rx1 wy1 wz1 | rz1 rx0");
        foreach (var one in (SessionGuarantees[])[SessionGuarantees.ReadYourWrites, SessionGuarantees.MonotonicReads, SessionGuarantees.MonotonicWrites])
            Assert.True(SessionConsistency.Check(history, one, initial: 0).IsSatisfied);
        Assert.False(SessionConsistency.Check(history, SessionGuarantees.All, initial: 0).IsSatisfied);
        Assert.False(CausalConsistency.Check(history, CausalModel.Weak, initial: 0).IsSatisfied);
    }

    [Fact]
    public void A_verdict_names_the_operations_of_the_chain_in_order()
    {
        var verdict = CausalConsistency.Check(Litmus.Of("wx1 | rx1 wy1 | ry1 rx0"), initial: 0);
        Assert.Equal([0, 1, 2, 3, 4], verdict.Offending);
        Assert.StartsWith("Not causal memory: the read returns what was there at first, although a write of the key comes before it: client 0: write(x, 1); ", verdict.Explanation);
    }

    [Fact]
    public void A_value_that_was_written_twice_and_read_leaves_the_verdict_open()
    {
        var verdict = CausalConsistency.Check(Litmus.Of("wx1 | wx1 | rx1"), initial: 0);
        Assert.Equal(Conformance.Unknown, verdict.Conformance);
        Assert.Contains("written 2 times", verdict.Explanation);
        Assert.Equal(Conformance.Unknown, CausalConsistency.Check(Litmus.Of("wx0 | rx0"), initial: 0).Conformance);
    }

    [Fact]
    public void A_write_without_an_answer_that_was_read_counts_and_holds_up_none_of_its_clients_later_reads()
    {
        var lost = new HistoryBuilder().Invoke(0, Call.Write("x", 1)).Unknown(0).Invoke(0, Call.Read("x")).Return(0, 0).Invoke(1, Call.Read("x")).Return(1, 1).ToHistory();
        Assert.True(CausalConsistency.Check(lost, initial: 0).IsSatisfied);
        Assert.True(SessionConsistency.Check(lost, SessionGuarantees.All, initial: 0).IsSatisfied);
    }

    [Fact]
    public void What_is_neither_a_read_nor_a_write_is_refused()
    {
        var history = new HistoryBuilder().Invoke(0, Call.Append("x", 1)).Return(0).ToHistory();
        Assert.Contains("append(x, 1)", Assert.Throws<ArgumentException>(() => CausalConsistency.Check(history)).Message);
        Assert.Throws<ArgumentException>(() => SessionConsistency.Check(history, SessionGuarantees.None));
    }

    private static void Judged(string text, bool weak, bool memory, bool convergence, bool sequential)
    {
        var history = Litmus.Of(text);
        Assert.Equal(
            (weak, memory, convergence, sequential),
            (CausalConsistency.Check(history, CausalModel.Weak, initial: 0).IsSatisfied,
                CausalConsistency.Check(history, CausalModel.Memory, initial: 0).IsSatisfied,
                CausalConsistency.Check(history, CausalModel.Convergence, initial: 0).IsSatisfied,
                SequentialConsistency.Check(history, new RegisterModel(0)).IsSatisfied));
    }
}
