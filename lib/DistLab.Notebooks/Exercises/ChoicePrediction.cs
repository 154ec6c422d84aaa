using DistLab.Notebooks.Display;
using DistLab.Notebooks.Exercises;

namespace DistLab.Notebooks;

/// <summary>A choice that a student committed to.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Guess">The letter or the text of an option; <c>null</c> while there is none.</param>
/// <param name="Options">What there was to choose from, A first.</param>
[TypeFormatterSource(typeof(BoxFormatterSource<ChoicePrediction>), PreferredMimeTypes = [BoxFormatterSource.Html, BoxFormatterSource.Text])]
public sealed record ChoicePrediction(string Question, string? Guess, IReadOnlyList<string> Options) : IBox
{
    private BoxContent Box => new("ask", "?", "Predict before you run.")
    {
        Lead = Question,
        Lines = [.. Options.Select((_, index) => Named(index)), Choice],
    };

    private string Choice => Guess is null ? "Put the letter of your choice in place of null, then run the cell again."
        : IndexOf(Guess) is { } chosen ? $"Your prediction: {Named(chosen)}"
        : $"“{Guess}” is none of the options: give a letter from A to {Letter(Options.Count - 1)}.";

    /// <summary>Holds the prediction against what came out.</summary>
    /// <param name="outcome">The letter or the text of the option that came true.</param>
    /// <param name="why">One sentence why.</param>
    /// <exception cref="ArgumentException">The outcome is none of the options.</exception>
    public PredictionResult Against(string outcome, string? why = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var right = IndexOf(outcome) ?? throw new ArgumentException($"“{outcome}” is none of the options.", nameof(outcome));
        var chosen = Guess is null ? null : IndexOf(Guess);
        var remark = chosen == right ? "As predicted." : chosen is null ? "" : "Not what was predicted: which step of the reasoning differs?";
        return new(Question, chosen is { } index ? Named(index) : null, Named(right), $"{remark} {Values.Sentence(why)}".Trim());
    }

    /// <summary>The box as HTML, on light and dark pages.</summary>
    public string ToHtml() => HtmlBox.Render(Box);

    /// <summary>The box as text.</summary>
    public override string ToString() => HtmlBox.RenderText(Box);

    private string Named(int index) => $"{Letter(index)}: {Options[index]}";

    private int? IndexOf(string answer)
    {
        var given = answer.Trim();
        for (var index = 0; index < Options.Count; index++)
        {
            if (string.Equals(given, Letter(index), StringComparison.OrdinalIgnoreCase) || string.Equals(given, Options[index].Trim(), StringComparison.OrdinalIgnoreCase))
                return index;
        }
        return null;
    }

    private static string Letter(int index) => ((char)('A' + index)).ToString();
}
