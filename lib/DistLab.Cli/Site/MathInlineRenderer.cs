using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace DistLab.Cli.Site;

/// <summary>Writes <c>$…$</c> as MathML.</summary>
internal sealed class MathInlineRenderer : HtmlObjectRenderer<MathInline>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, MathInline math) =>
        renderer.Write(MathMarkup.ToMathMl(math.Content.ToString(), display: math.DelimiterCount > 1));
}
