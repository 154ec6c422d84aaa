namespace DistLab.Exam;

/// <summary>One answer to one part or one reading of a question.</summary>
/// <param name="Part">Which part, or how the question is read.</param>
/// <param name="Answer">The answer in words.</param>
/// <param name="Number">The answer as a number, where it is one; in time units or messages, as the question says.</param>
public sealed record ExamResult(string Part, string Answer, double? Number = null);
