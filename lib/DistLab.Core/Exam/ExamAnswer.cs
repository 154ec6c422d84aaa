namespace DistLab.Exam;

/// <summary>A question, worked: its answers were computed by the library, not typed.</summary>
/// <param name="Question">The question, in our words, with its numbers.</param>
/// <param name="Results">The answer to each part.</param>
/// <param name="Steps">How one gets there, a line each.</param>
/// <param name="Variants">The answers if the question is read otherwise, or something in it is changed.</param>
public sealed record ExamAnswer(
    string Question,
    IReadOnlyList<ExamResult> Results,
    IReadOnlyList<string> Steps,
    IReadOnlyList<ExamResult> Variants)
{
    /// <summary>The number that answers a part; the part's name, or the beginning of it, in any case.</summary>
    /// <exception cref="ArgumentException">No part with a number has that name.</exception>
    public double Number(string part)
    {
        var result = Results.Concat(Variants).FirstOrDefault(r => r.Number is not null && r.Part.StartsWith(part, StringComparison.OrdinalIgnoreCase));
        return result?.Number ?? throw new ArgumentException(
            $"No part with a number is called “{part}”. There are: {string.Join("; ", Results.Concat(Variants).Where(r => r.Number is not null).Select(r => r.Part))}.", nameof(part));
    }

    /// <summary>The question, the answers, the steps and the variants, as one would write them down.</summary>
    public override string ToString() => string.Join(
        '\n',
        [Question, "", .. Results.Select(r => $"{r.Part}: {r.Answer}"), "", .. Steps, "", .. Variants.Select(v => $"{v.Part}: {v.Answer}")]);
}
