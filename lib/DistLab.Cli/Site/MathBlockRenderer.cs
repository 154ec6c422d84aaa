using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace DistLab.Cli.Site;

/// <summary>Writes <c>$$…$$</c> on lines of its own as MathML.</summary>
internal sealed class MathBlockRenderer : HtmlObjectRenderer<MathBlock>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, MathBlock math)
    {
        renderer.EnsureLine();
        renderer.WriteLine(MathMarkup.ToMathMl(math.Lines.ToString(), display: true));
    }
}
