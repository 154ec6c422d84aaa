using DistLab.Notebooks.Display;
using DistLab.Notebooks.Exercises;

namespace DistLab.Notebooks;

/// <summary>What a search has found. As the value of a cell it shows itself as a box: green when every property holds, red when one does not.</summary>
[TypeFormatterSource(typeof(BoxFormatterSource<SearchReport>), PreferredMimeTypes = [BoxFormatterSource.Html, BoxFormatterSource.Text])]
public abstract class SearchReport : IBox
{
    private protected SearchReport()
    {
    }

    private protected abstract BoxContent Box { get; }

    /// <summary>The box as HTML, on light and dark pages.</summary>
    public string ToHtml() => HtmlBox.Render(Box);

    /// <summary>The box as text.</summary>
    public override string ToString() => HtmlBox.RenderText(Box);
}
