using DistLab.Notebooks.Display;
using DistLab.Notebooks.Exercises;

namespace DistLab.Notebooks;

/// <summary>What a check found. As the value of a cell it shows itself as a box: green, red, or neutral while unanswered.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="State">How it ended.</param>
/// <param name="Detail">What was expected and what came, in one or two sentences; empty where there is nothing to add.</param>
/// <param name="Hint">Where to look when it is not right yet.</param>
[TypeFormatterSource(typeof(BoxFormatterSource<CheckResult>), PreferredMimeTypes = [BoxFormatterSource.Html, BoxFormatterSource.Text])]
public sealed record CheckResult(string Name, CheckState State, string Detail = "", string? Hint = null) : IBox
{
    /// <summary>Whether the answer is right.</summary>
    public bool Passed => State == CheckState.Passed;

    private BoxContent Box => State switch
    {
        CheckState.Passed => new("pass", "✓", "Passed.", Name) { Lines = Lines },
        CheckState.NotYet => new("fail", "✗", "Not yet.", Name) { Lines = Lines },
        _ => new("open", "○", "Not answered yet.", Name) { Lines = Lines },
    };

    private IEnumerable<string> Lines => State == CheckState.NotYet
        ? [string.Join(' ', ((string[])[Values.Sentence(Detail), Values.Sentence(Hint)]).Where(line => line.Length > 0))]
        : [Values.Sentence(Detail)];

    /// <summary>The box as HTML, on light and dark pages.</summary>
    public string ToHtml() => HtmlBox.Render(Box);

    /// <summary>The box as text.</summary>
    public override string ToString() => HtmlBox.RenderText(Box);
}
