using DistLab.Exam;
using DistLab.Notebooks.Display;
using DistLab.Notebooks.Exercises;

namespace DistLab.Notebooks;

/// <summary>An exam question, or the steps to its answer, as a box of running text.</summary>
[TypeFormatterSource(typeof(BoxFormatterSource<ExamCard>), PreferredMimeTypes = [BoxFormatterSource.Html, BoxFormatterSource.Text])]
public sealed class ExamCard : IBox
{
    private readonly BoxContent _box;

    private ExamCard(BoxContent box) => _box = box;

    /// <summary>The question with its numbers.</summary>
    public static ExamCard Question(ExamAnswer worked)
    {
        ArgumentNullException.ThrowIfNull(worked);
        return new(new("open", "?", "Question.") { Lead = worked.Question });
    }

    /// <summary>How one gets to the answer, a sentence or two for each step.</summary>
    /// <param name="worked">The worked question.</param>
    /// <param name="show">Whether the steps are shown; otherwise it is only said how to see them.</param>
    public static ExamCard Steps(ExamAnswer worked, bool show = true)
    {
        ArgumentNullException.ThrowIfNull(worked);
        return show
            ? new(new("open", "→", "Step by step.") { Lines = worked.Steps })
            : new(new("open", "→", "The steps are folded.") { Lines = ["Put true in place of false to see them."] });
    }

    /// <summary>The box as HTML, on light and dark pages.</summary>
    public string ToHtml() => HtmlBox.Render(_box);

    /// <summary>The box as text.</summary>
    public override string ToString() => HtmlBox.RenderText(_box);
}
