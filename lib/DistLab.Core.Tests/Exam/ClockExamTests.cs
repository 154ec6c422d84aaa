using DistLab.Exam;
using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Core.Tests.Exam;

public sealed class ClockExamTests
{
    [Fact]
    public void Q4_sets_28_in_the_synchronous_system_and_27_by_Cristian()
    {
        var answer = Q4.Answer();
        Assert.Equal(28, answer.Number("A"));
        Assert.Equal(27, answer.Number("B"));
        Assert.Equal(["28 ± 3", "27 ± 2"], answer.Results.Select(r => r.Answer));
    }

    [Fact]
    public void Q4_has_the_variants_with_the_service_time_known()
    {
        var answer = Q4.Answer();
        Assert.Equal(25.5, answer.Number("Cristian, the service of 3 known and the server stamping on sending"));
        Assert.Equal(28.5, answer.Number("Cristian, the service known and the server stamping on receipt"));
        Assert.Equal(31, answer.Number("Synchronous, the service known"));
    }

    [Fact]
    public void Q4_steps_hold_the_numbers_that_lead_to_the_answer()
    {
        var steps = string.Join('\n', Q4.Answer().Steps);
        Assert.Contains("(5 + 11)/2 = 8", steps, StringComparison.Ordinal);
        Assert.Contains("20 + 8 = 28", steps, StringComparison.Ordinal);
        Assert.Contains("5 + 3 + 6 = 14", steps, StringComparison.Ordinal);
        Assert.Contains("20 + 7 = 27", steps, StringComparison.Ordinal);
    }

    [Fact]
    public void Q5_on_sending_Cristian_is_off_by_1_and_the_synchronous_setting_by_2()
    {
        var answer = Q5.Answer();
        Assert.Equal(26, answer.Number("True time"));
        Assert.Equal(1, answer.Number("Cristian, off by"));
        Assert.Equal(2, answer.Number("Synchronous, off by"));
        Assert.StartsWith("Cristian", answer.Results[0].Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Q5_bounds_are_2_and_3()
    {
        Assert.Equal(2, Q5.Answer().Number("Bound of Cristian"));
        Assert.Equal(3, Q5.Answer().Number("Bound of the synchronous"));
    }

    [Fact]
    public void Q5_on_receipt_the_synchronous_setting_is_nearer()
    {
        var answer = Q5.Answer();
        Assert.Equal(29, answer.Number("Server stamps on receipt: true time"));
        Assert.Equal(1, answer.Number("Server stamps on receipt: synchronous"));
        Assert.Equal(2, answer.Number("Server stamps on receipt: Cristian"));
        Assert.StartsWith("synchronous", answer.Variants[0].Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ServerStamp.OnSending, 2, 1)]
    [InlineData(ServerStamp.OnReceipt, -1, -2)]
    public void Q4_and_Q5_come_out_alike_when_they_are_run(ServerStamp stamp, int synchronousError, int cristianError)
    {
        var synchronous = Assert.Single(ClockQuestion.OfTheExam.RunSynchronous(stamp).Outcomes);
        var cristian = Assert.Single(ClockQuestion.OfTheExam.RunCristian(stamp).Outcomes);
        Assert.Equal(ClockQuestion.OfTheExam.Synchronous, synchronous.Setting);
        Assert.Equal(ClockQuestion.OfTheExam.Cristian, cristian.Setting);
        Assert.Equal(ClockQuestion.OfTheExam.TrueTime(stamp), cristian.ServerTime);
        Assert.Equal(synchronousError.Seconds(), synchronous.Error);
        Assert.Equal(cristianError.Seconds(), cristian.Error);
    }

    [Fact]
    public void All_four_cases_run_give_the_exams_numbers() =>
        Assert.Equal(
            [
                new("on sending", "synchronous", 28, 26, 2, 3),
                new("on sending", "Cristian", 27, 26, 1, 2),
                new("on receipt", "synchronous", 28, 29, 1, 3),
                new("on receipt", "Cristian", 27, 29, 2, 2),
            ],
            ClockQuestion.OfTheExam.RunAll());

    [Fact]
    public void Practice_comes_out_alike_when_it_is_run()
    {
        for (var seed = 0UL; seed < 100; seed++)
        {
            var numbers = ClockQuestion.Fresh(seed);
            foreach (var stamp in Enum.GetValues<ServerStamp>())
            {
                Assert.Equal(numbers.Synchronous, Assert.Single(numbers.RunSynchronous(stamp).Outcomes).Setting);
                Assert.Equal(numbers.Cristian, Assert.Single(numbers.RunCristian(stamp).Outcomes).Setting);
                Assert.Equal(numbers.TrueTime(stamp), Assert.Single(numbers.RunCristian(stamp).Outcomes).ServerTime);
            }
        }
    }

    [Fact]
    public void Practice_is_the_same_for_a_seed_and_differs_between_seeds()
    {
        Assert.Equal(Q4.Practice(3).ToString(), Q4.Practice(3).ToString());
        var questions = Enumerable.Range(0, 50).Select(seed => Q4.Practice((ulong)seed).Question).Distinct();
        Assert.True(questions.Count() > 45);
    }

    [Fact]
    public void Practice_has_whole_answers_and_numbers_that_can_be()
    {
        for (var seed = 0UL; seed < 500; seed++)
        {
            var numbers = ClockQuestion.Fresh(seed);
            Assert.InRange(numbers.ToServer, numbers.Minimum, numbers.Maximum);
            Assert.InRange(numbers.ToClient, numbers.Minimum, numbers.Maximum);
            Assert.Equal(numbers.ServerTime + ((numbers.Minimum + numbers.Maximum) / 2), Q4.Answer(numbers).Number("A"));
            Assert.Equal(numbers.ServerTime + (numbers.RoundTrip / 2), Q4.Answer(numbers).Number("B"));
            Assert.True(numbers.Synchronous.Allows(numbers.TrueTime(ServerStamp.OnSending)));
            Assert.True(numbers.Cristian.Allows(numbers.TrueTime(ServerStamp.OnSending)));
            Assert.True(numbers.Cristian.Allows(numbers.TrueTime(ServerStamp.OnReceipt)));
        }
    }

    [Fact]
    public void Asking_for_a_part_that_is_not_there_says_which_are() =>
        Assert.Contains("A, synchronous; B, Cristian", Assert.Throws<ArgumentException>(() => Q4.Answer().Number("C,")).Message, StringComparison.Ordinal);
}
