using DistLab.Protocols;
using DistLab.Time;
using static DistLab.Exam.ClockQuestion;

namespace DistLab.Exam;

/// <summary>Question 5: which of the two clocks of question 4 is nearer to the server's afterwards?</summary>
public static class Q5
{
    /// <summary>The question with the numbers of the exam.</summary>
    public static ExamAnswer Answer() => Answer(OfTheExam);

    /// <summary>The question with fresh numbers.</summary>
    public static ExamAnswer Practice(ulong seed) => Answer(Fresh(seed));

    /// <summary>The question with given numbers.</summary>
    public static ExamAnswer Answer(ClockQuestion numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var sending = numbers.TrueTime(ServerStamp.OnSending);
        var receipt = numbers.TrueTime(ServerStamp.OnReceipt);
        return new(
            $"A client has set its clock as in question 4: the request travelled {numbers.ToServer}, the server worked {numbers.Service}, the answer travelled {numbers.ToClient} and said {numbers.ServerTime}; "
            + $"a message takes {numbers.Minimum} to {numbers.Maximum}. Which clock has the smaller skew to the server's afterwards, that of the synchronous system or that of Cristian's algorithm?",
            [
                new("Smaller skew", Verdict(numbers, ServerStamp.OnSending)),
                new("True time on arrival", Text(sending), InUnits(sending)),
                Skew("Synchronous, off by", numbers.Synchronous, sending),
                Skew("Cristian, off by", numbers.Cristian, sending),
                new("Bound of the synchronous setting", $"± {Text(numbers.Synchronous.Bound)}", InUnits(numbers.Synchronous.Bound)),
                new("Bound of Cristian's setting", $"± {Text(numbers.Cristian.Bound)}", InUnits(numbers.Cristian.Bound)),
            ],
            [
                $"The server reads its clock as it sends the answer, which then travels {numbers.ToClient}: on arrival it is really {numbers.ServerTime} + {numbers.ToClient} = {Text(sending)}.",
                $"Synchronous: |{Text(numbers.Synchronous.Time)} − {Text(sending)}| = {Text(numbers.Synchronous.Error(sending).Abs())}. Cristian: |{Text(numbers.Cristian.Time)} − {Text(sending)}| = {Text(numbers.Cristian.Error(sending).Abs())}.",
                $"Promised beforehand: synchronous ± ({numbers.Maximum} − {numbers.Minimum})/2 = ± {Text(numbers.Synchronous.Bound)}, Cristian ± ({numbers.RoundTrip}/2 − {numbers.Minimum}) = ± {Text(numbers.Cristian.Bound)}.",
                $"Did the server read its clock on receipt, then {numbers.Service} more have passed: it is really {numbers.ServerTime} + {numbers.Service} + {numbers.ToClient} = {Text(receipt)}, and the comparison comes out anew.",
            ],
            [
                new("Server stamps on receipt: smaller skew", Verdict(numbers, ServerStamp.OnReceipt)),
                new("Server stamps on receipt: true time on arrival", Text(receipt), InUnits(receipt)),
                Skew("Server stamps on receipt: synchronous, off by", numbers.Synchronous, receipt),
                Skew("Server stamps on receipt: Cristian, off by", numbers.Cristian, receipt),
                new("By the bounds alone", numbers.Cristian.Bound < numbers.Synchronous.Bound ? "Cristian" : numbers.Cristian.Bound > numbers.Synchronous.Bound ? "synchronous" : "neither"),
                Skew("Service known, stamped on sending: Cristian, off by", numbers.CristianWithService(ServerStamp.OnSending), sending),
                Skew("Service known, stamped on receipt: Cristian, off by", numbers.CristianWithService(ServerStamp.OnReceipt), receipt),
                Skew("Service known, stamped on receipt: synchronous, off by", numbers.SynchronousWithService, receipt),
            ]);
    }

    private static string Verdict(ClockQuestion numbers, ServerStamp stamp)
    {
        var trueTime = numbers.TrueTime(stamp);
        var synchronous = numbers.Synchronous.Error(trueTime).Abs();
        var cristian = numbers.Cristian.Error(trueTime).Abs();
        var winner = cristian < synchronous ? "Cristian" : cristian > synchronous ? "synchronous" : "neither";
        return $"{winner} (Cristian is off by {Text(cristian)}, the synchronous setting by {Text(synchronous)})";
    }

    private static ExamResult Skew(string part, ClockSetting setting, Instant trueTime)
    {
        var skew = setting.Error(trueTime).Abs();
        return new(part, Text(skew), InUnits(skew));
    }
}
