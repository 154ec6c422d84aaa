using DistLab.Checking;
using DistLab.Communication;

namespace DistLab.Core.Tests.Communication.Invocation;

public sealed class RemoteInvocationTests
{
    [Theory]
    [InlineData(InvocationSemantics.Maybe)]
    [InlineData(InvocationSemantics.AtLeastOnce)]
    [InlineData(InvocationSemantics.AtMostOnce)]
    public void Without_losses_every_invocation_is_executed_once_and_takes_two_messages(InvocationSemantics semantics)
    {
        var report = InvocationExperiment.Run(semantics, invocations: 100, loss: 0);
        Assert.Equal(new(semantics, 100, 200, 0, 100, 0, 100), report);
    }

    [Fact]
    public void With_losses_maybe_leaves_some_out_at_least_once_repeats_some_and_at_most_once_does_neither()
    {
        var reports = InvocationExperiment.Compare(invocations: 2_000, loss: 0.1);
        // A request is lost with probability 0.1; a reply, whatever it was executed by, too.
        Assert.InRange(reports[0].NotExecuted, 160, 240);
        Assert.Equal(0, reports[0].MoreThanOnce);
        Assert.Equal(0, reports[1].NotExecuted);
        Assert.InRange(reports[1].MoreThanOnce, 160, 240);
        Assert.Equal((0, 2_000, 0, 2_000), (reports[2].NotExecuted, reports[2].Once, reports[2].MoreThanOnce, reports[2].Balance));
        Assert.All(reports, report => Assert.Equal(2_000, report.NotExecuted + report.Once + report.MoreThanOnce));
    }

    [Fact]
    public void At_most_once_is_kept_though_messages_are_lost_and_doubled_and_nodes_crash()
    {
        var result = InvocationExperiment.Check(InvocationSemantics.AtMostOnce, losses: 1, duplications: 1, crashes: 1).Run(OneWorker.Instance);
        Assert.True(result.Holds, result.ToString());
        Assert.Equal(SearchEnd.Complete, result.End);
    }

    [Fact]
    public void A_lost_reply_makes_at_least_once_execute_twice_and_maybe_take_a_lost_request_for_done()
    {
        var twice = InvocationExperiment.Check(InvocationSemantics.AtLeastOnce, losses: 1).Run(OneWorker.Instance);
        Assert.Equal(Verdict.Violated, twice[InvocationExperiment.NotTwice].Verdict);
        Assert.Equal(Verdict.Holds, twice[InvocationExperiment.NotNever].Verdict);
        var never = InvocationExperiment.Check(InvocationSemantics.Maybe, losses: 1).Run(OneWorker.Instance);
        Assert.Equal(Verdict.Violated, never[InvocationExperiment.NotNever].Verdict);
        Assert.Equal(Verdict.Holds, never[InvocationExperiment.NotTwice].Verdict);
    }

    [Fact]
    public void A_network_that_doubles_messages_makes_even_maybe_execute_twice() =>
        Assert.Equal(Verdict.Violated, InvocationExperiment.Check(InvocationSemantics.Maybe, losses: 0, duplications: 1).Run(OneWorker.Instance)[InvocationExperiment.NotTwice].Verdict);

    [Fact]
    public void A_server_that_forgets_its_history_in_a_crash_executes_twice() =>
        Assert.Equal(Verdict.Violated,
            InvocationExperiment.Check(InvocationSemantics.AtMostOnce, losses: 1, crashes: 1, isHistoryDurable: false).Run(OneWorker.Instance)[InvocationExperiment.NotTwice].Verdict);

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RemoteInvocation(InvocationSemantics.Maybe, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => InvocationExperiment.Run(InvocationSemantics.AtLeastOnce, loss: 1));
        Assert.Equal(10, InvocationExperiment.Run(InvocationSemantics.Maybe, invocations: 10, loss: 1).NotExecuted);
    }
}
