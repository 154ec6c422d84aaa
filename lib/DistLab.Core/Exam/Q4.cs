using DistLab.Time;
using static DistLab.Exam.ClockQuestion;

namespace DistLab.Exam;

/// <summary>Question 4: to what time does a client set its clock, in a synchronous system and by Cristian's algorithm?</summary>
public static class Q4
{
    /// <summary>The question with the numbers of the exam.</summary>
    public static ExamAnswer Answer() => Answer(OfTheExam);

    /// <summary>The question with fresh numbers.</summary>
    public static ExamAnswer Practice(ulong seed) => Answer(Fresh(seed));

    /// <summary>The question with given numbers.</summary>
    public static ExamAnswer Answer(ClockQuestion numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var (t, synchronous, cristian) = (numbers.ServerTime, numbers.Synchronous, numbers.Cristian);
        return new(
            $"A client asks a time server for the time. The request travels {numbers.ToServer} time units, the server works {numbers.Service}, the answer travels {numbers.ToClient} and says that it is {t}. "
            + $"To what does the client set its clock (A) in a synchronous system whose messages take {numbers.Minimum} to {numbers.Maximum} time units, (B) in an asynchronous system by Cristian's algorithm?",
            [
                Setting("A, synchronous", synchronous),
                Setting("B, Cristian", cristian),
            ],
            [
                $"A. The answer has travelled between {numbers.Minimum} and {numbers.Maximum}; without knowing more, take the middle: ({numbers.Minimum} + {numbers.Maximum})/2 = {Text((numbers.Minimum + numbers.Maximum) / 2.0)}.",
                $"A. Set {t} + {Text((numbers.Minimum + numbers.Maximum) / 2.0)} = {Text(synchronous.Time)}; it can be off by ({numbers.Maximum} − {numbers.Minimum})/2 = {Text(synchronous.Bound)} at most.",
                $"B. The client has measured the round trip: {numbers.ToServer} + {numbers.Service} + {numbers.ToClient} = {numbers.RoundTrip}; it takes half of it for the way back: {Text(numbers.RoundTrip / 2.0)}.",
                $"B. Set {t} + {Text(numbers.RoundTrip / 2.0)} = {Text(cristian.Time)}; if a message is known to take {numbers.Minimum} at least, it can be off by {Text(numbers.RoundTrip / 2.0)} − {numbers.Minimum} = {Text(cristian.Bound)} at most.",
            ],
            [
                Setting($"Cristian, the service of {numbers.Service} known and the server stamping on sending: {t} + ({numbers.RoundTrip} − {numbers.Service})/2", numbers.CristianWithService(ServerStamp.OnSending)),
                Setting($"Cristian, the service known and the server stamping on receipt: {t} + {numbers.Service} + ({numbers.RoundTrip} − {numbers.Service})/2", numbers.CristianWithService(ServerStamp.OnReceipt)),
                Setting($"Synchronous, the service known and the server stamping on receipt: {t} + {numbers.Service} + ({numbers.Minimum} + {numbers.Maximum})/2", numbers.SynchronousWithService),
            ]);
    }

    private static ExamResult Setting(string part, ClockSetting setting) =>
        new(part, $"{Text(setting.Time)} ± {Text(setting.Bound)}", InUnits(setting.Time));
}
