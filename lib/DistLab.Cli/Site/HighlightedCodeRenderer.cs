using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace DistLab.Cli.Site;

/// <summary>Writes fenced and indented code with the same look as code cells.</summary>
internal sealed class HighlightedCodeRenderer : HtmlObjectRenderer<CodeBlock>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, CodeBlock block)
    {
        renderer.EnsureLine();
        renderer.Write(CodeHtml.Block(block.Lines.ToString(), block is FencedCodeBlock fenced && CodeHtml.IsCSharp(fenced.Info)));
    }
}
