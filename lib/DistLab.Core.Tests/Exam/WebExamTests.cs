using DistLab.Exam;

namespace DistLab.Core.Tests.Exam;

public sealed class WebExamTests
{
    [Fact]
    public void Q1_four_principles_each_with_its_measurement()
    {
        var answer = Q1.Answer();
        Assert.Equal(["Hierarchy", "Delegation", "Caching", "Replication"], answer.Results.Select(result => result.Part));
        Assert.True(answer.Number("Hierarchy") < 200 && answer.Number("Delegation") < 1000 && answer.Number("Caching") < 100);
        Assert.Equal(1000, answer.Number("Without caching"));
    }

    [Fact]
    public void Q1_practice_is_fresh_and_follows_the_formula()
    {
        var shares = Enumerable.Range(0, 40).Select(seed => Q1.Practice((ulong)seed).Number("Share")).ToList();
        Assert.True(shares.Distinct().Count() > 15);
        Assert.All(shares, share => Assert.Equal(Math.Round(1 / (1 - (share / 100))), 1 / (1 - (share / 100)), 6));
    }

    [Fact]
    public void Q2_the_exams_request_is_not_RESTful_and_gets_a_path_and_GET()
    {
        var answer = Q2.Answer();
        Assert.Equal("no", answer.Results[0].Answer);
        Assert.Equal(("Rather", "GET http://host.com/dir/home/contents"), (answer.Results[^1].Part, answer.Results[^1].Answer));
    }

    [Fact]
    public void Q2_practice_asks_for_both_kinds_of_answer()
    {
        var answers = Enumerable.Range(0, 60).Select(seed => Q2.Practice((ulong)seed)).ToList();
        Assert.True(answers.Select(answer => answer.Question).Distinct().Count() > 30);
        Assert.InRange(answers.Count(answer => answer.Results[0].Answer == "yes"), 6, 30);
    }

    [Fact]
    public void Q3_three_reasons_and_what_they_cost()
    {
        var answer = Q3.Answer();
        Assert.Equal(5, answer.Number("A formal contract"));
        Assert.Contains("is noticed", answer.Results[1].Answer, StringComparison.Ordinal);
        Assert.Contains("times as many", answer.Steps[1], StringComparison.Ordinal);
    }
}
