using DistLab.Notebooks.Display;
using DistLab.Notebooks.Exercises;

namespace DistLab.Notebooks;

/// <summary>A number that a student committed to.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Guess">The number; <c>null</c> while there is none.</param>
/// <param name="Unit">Its unit.</param>
[TypeFormatterSource(typeof(BoxFormatterSource<NumberPrediction>), PreferredMimeTypes = [BoxFormatterSource.Html, BoxFormatterSource.Text])]
public sealed record NumberPrediction(string Question, double? Guess, string? Unit) : IBox
{
    /// <summary>Numbers closer than this share are called close.</summary>
    private const double Close = 0.05;

    private BoxContent Box => new("ask", "?", "Predict before you run.")
    {
        Lead = Question,
        Lines = [Guess is { } guess ? $"Your prediction: {Values.Number(guess, Unit)}" : "Put your number in place of null, then run the cell again."],
    };

    /// <summary>Holds the prediction against what was measured.</summary>
    public PredictionResult Against(double measured)
    {
        var predicted = Guess is { } guess ? Values.Number(guess, Unit) : null;
        return new(Question, predicted, Values.Number(measured, Unit), Guess is { } number ? Remark(number, measured) : "");
    }

    /// <summary>The box as HTML, on light and dark pages.</summary>
    public string ToHtml() => HtmlBox.Render(Box);

    /// <summary>The box as text.</summary>
    public override string ToString() => HtmlBox.RenderText(Box);

    private string Remark(double guess, double measured)
    {
        if (!double.IsFinite(guess) || !double.IsFinite(measured))
            return "";
        if (guess == measured)
            return "The very number.";
        var off = Math.Abs(guess - measured);
        var difference = Values.Number(Math.Round(off, 12), Unit);
        if (off <= Close * Math.Abs(measured))
            return $"Close: {difference} apart, {Values.Number(Math.Round(100 * off / Math.Abs(measured), 1), "%")}.";
        if (guess * measured <= 0)
            return $"{difference} apart.";
        var ratio = Math.Max(guess / measured, measured / guess);
        var more = Math.Abs(measured) > Math.Abs(guess);
        return ratio < 2
            ? $"{(more ? "Measured is higher" : "Measured is lower")} by {difference}. What did the prediction leave out?"
            : $"{(more ? "Measured is" : "The prediction is")} {Values.Number(Math.Round(ratio, 1), null)} times {(more ? "the prediction" : "what was measured")}. What explains the factor?";
    }
}
