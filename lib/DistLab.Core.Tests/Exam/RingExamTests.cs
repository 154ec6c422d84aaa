using DistLab.Checking;
using DistLab.Core.Tests.Checking;
using DistLab.Exam;

namespace DistLab.Core.Tests.Exam;

public sealed class RingExamTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void In_every_run_of_a_ring_nobody_waits_for_more_than_N_messages_and_in_some_for_N(int processes)
    {
        var result = Q6.CheckWait(processes).Run(Cores.All);
        Assert.True(result.Holds && result.End == SearchEnd.Complete, result.ToString());
        Assert.Equal(Verdict.Violated, Q6.CheckWait(processes).Always("fewer", state => state.History.Waited < processes).Run(Cores.All)["fewer"].Verdict);
    }

    [Fact]
    public void Q6_the_worst_case_of_five_processes_is_five_messages()
    {
        var answer = Q6.Answer();
        Assert.Equal(5, answer.Number("Worst case"));
        Assert.Equal(0, answer.Number("Best case"));
        Assert.Equal(4, answer.Number("Counting only messages sent after the request"));
    }

    [Fact]
    public void Q6_asking_just_after_the_token_has_passed_costs_exactly_N_messages_on_every_ring()
    {
        for (var processes = 2; processes <= 60; processes++)
            Assert.Equal(processes, Q6.WorstCase(processes).Report.Visits[0].MessagesWhileWaiting);
    }

    [Fact]
    public void Q6_at_random_moments_it_is_never_more_than_N_and_does_reach_N()
    {
        for (var processes = 2; processes <= 12; processes++)
        {
            for (var seed = 1UL; seed <= 5; seed++)
            {
                var wait = Q6.Simulate(processes, requests: 300, seed);
                Assert.Equal(300, wait.Requests);
                Assert.Equal(processes, wait.Worst);
                Assert.Equal(1, wait.Least);
                Assert.InRange(wait.Mean, 0.4 * (processes + 1), 0.6 * (processes + 1));
            }
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(35)]
    [InlineData(50)]
    public void Q6_large_rings_stay_at_or_below_N_too(int processes)
    {
        var wait = Q6.Simulate(processes, requests: 500);
        Assert.Equal(processes, wait.Worst);
    }

    [Fact]
    public void Q6_practice_takes_fresh_rings_and_answers_N()
    {
        var answers = Enumerable.Range(0, 30).Select(seed => Q6.Practice((ulong)seed)).ToList();
        Assert.True(answers.Select(a => a.Number("Worst case")).Distinct().Count() > 10);
        Assert.All(answers, a => Assert.Contains($"A group of {a.Number("Worst case")} processes", a.Question, StringComparison.Ordinal));
    }

    [Fact]
    public void Q6_a_ring_of_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Q6.Answer(1));
}
