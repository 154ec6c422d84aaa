using Markdig.Extensions.Tables;
using Markdig.Renderers;

namespace DistLab.Cli.Site;

/// <summary>Lets a wide table scroll by itself, so that the page never does.</summary>
internal sealed class ScrollingTableRenderer : HtmlTableRenderer
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine();
        renderer.WriteLine("<div class=\"scroll\">");
        base.Write(renderer, table);
        renderer.WriteLine("</div>");
    }
}
