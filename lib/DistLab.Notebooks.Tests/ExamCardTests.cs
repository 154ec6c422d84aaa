using DistLab.Exam;

namespace DistLab.Notebooks.Tests;

public sealed class ExamCardTests
{
    [Fact]
    public void A_question_is_shown_in_full() =>
        Assert.Contains(Q4.Answer().Question, ExamCard.Question(Q4.Answer()).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Steps_are_shown_only_when_asked_for()
    {
        Assert.Contains("20 + 7 = 27", ExamCard.Steps(Q4.Answer()).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("27", ExamCard.Steps(Q4.Answer(), show: false).ToString(), StringComparison.Ordinal);
    }
}
