using DistLab.Notebooks.Display;
using DistLab.Notebooks.Exercises;

namespace DistLab.Notebooks;

/// <summary>A prediction beside what came out. It praises and blames nobody: the difference is what there is to explain.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Predicted">What the student committed to; <c>null</c> if to nothing.</param>
/// <param name="Measured">What came out.</param>
/// <param name="Remark">How far the two are apart; empty without a prediction.</param>
[TypeFormatterSource(typeof(BoxFormatterSource<PredictionResult>), PreferredMimeTypes = [BoxFormatterSource.Html, BoxFormatterSource.Text])]
public sealed record PredictionResult(string Question, string? Predicted, string Measured, string Remark) : IBox
{
    private BoxContent Box => new("ask", "↔", "Prediction and measurement.")
    {
        Lead = Question,
        Pair = [("Predicted", Predicted ?? "nothing yet"), ("Measured", Measured)],
        Lines = [Predicted is null ? $"{Remark} Commit to an answer above before you look: it is the surprise that teaches.".Trim() : Remark],
    };

    /// <summary>The box as HTML, on light and dark pages.</summary>
    public string ToHtml() => HtmlBox.Render(Box);

    /// <summary>The box as text.</summary>
    public override string ToString() => HtmlBox.RenderText(Box);
}
