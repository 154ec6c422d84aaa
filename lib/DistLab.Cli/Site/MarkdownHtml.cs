using DistLab.Kernel;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DistLab.Cli.Site;

/// <summary>Renders the markdown cells of one page: anchors on headings, tinted boxes, stacked tables, links into the site.</summary>
internal sealed class MarkdownHtml(PageIds ids, SiteLinks links)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseTaskLists().UseAutoLinks().UseMathematics()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .Build();

    private readonly List<PageHeading> _headings = [];
    private bool _leadSeen;

    /// <summary>The headings met so far, in order.</summary>
    public IReadOnlyList<PageHeading> Headings => _headings;

    /// <summary>The first paragraph after the first title, as plain text; null while there is none.</summary>
    public string? Lead { get; private set; }

    /// <summary>The items of the first aim box, as plain text.</summary>
    public IReadOnlyList<string> Aims { get; private set; } = [];

    /// <summary>Renders one markdown text. Attachments of its cell are given as data URIs by name.</summary>
    public string Render(string markdown, IReadOnlyDictionary<string, string>? attachments = null)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>().ToList()) Anchor(heading);
        foreach (var link in document.Descendants<LinkInline>()) Resolve(link, attachments);
        foreach (var table in document.Descendants<Table>()) Label(table);
        MarkLead(document);
        if (Aims.Count == 0) Aims = AimsOf(document);

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new HighlightedCodeRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<QuoteBlockRenderer>(new NoteBoxRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathInlineRenderer>(new MathInlineRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathBlockRenderer>(new MathBlockRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new ScrollingTableRenderer());
        renderer.Render(document);
        return writer.ToString();
    }

    /// <summary>The text of a notebook's first heading; null where it has none.</summary>
    public static string? FirstTitle(NotebookDocument notebook) => notebook.Cells
        .Where(cell => cell.Type == CellType.Markdown)
        .SelectMany(cell => Markdown.Parse(cell.Source, Pipeline).Descendants<HeadingBlock>())
        .Select(heading => PlainText(heading.Inline))
        .FirstOrDefault(text => text.Length > 0);

    private void Anchor(HeadingBlock heading)
    {
        var text = PlainText(heading.Inline);
        var id = ids.Take(Html.Slug(text));
        heading.GetAttributes().Id = id;
        heading.Inline?.AppendChild(new HtmlInline($"<a class=\"here\" href=\"#{Html.Escape(id)}\" aria-label=\"Link to this section\">#</a>"));
        _headings.Add(new PageHeading(heading.Level, text, id));
    }

    private void Resolve(LinkInline link, IReadOnlyDictionary<string, string>? attachments)
    {
        const string attachment = "attachment:";
        var url = link.Url ?? "";
        link.Url = !link.IsImage ? links.Link(url)
            : url.StartsWith(attachment, StringComparison.Ordinal) && attachments?.GetValueOrDefault(url[attachment.Length..]) is { } data ? data
            : links.Image(url);
    }

    // On a phone a row becomes a small list, each value behind the name of its column.
    private static void Label(Table table)
    {
        table.GetAttributes().AddClass("stack");
        var names = table.OfType<TableRow>().FirstOrDefault(row => row.IsHeader)?.OfType<TableCell>().Select(PlainText).ToList() ?? [];
        foreach (var row in table.OfType<TableRow>().Where(row => !row.IsHeader))
        {
            foreach (var (cell, column) in row.OfType<TableCell>().Select((cell, i) => (cell, i)))
                if (column < names.Count) cell.GetAttributes().AddProperty("data-label", names[column]);
        }
    }

    private void MarkLead(MarkdownDocument document)
    {
        if (_leadSeen) return;
        var title = document.OfType<HeadingBlock>().FirstOrDefault(heading => heading.Level == 1);
        if (title is null) return;
        _leadSeen = true;
        if (document.IndexOf(title) + 1 is var next && next < document.Count && document[next] is ParagraphBlock lead)
        {
            lead.GetAttributes().AddClass("lead");
            Lead = PlainText(lead.Inline);
        }
    }

    private static List<string> AimsOf(MarkdownDocument document) =>
        document.Descendants<QuoteBlock>().FirstOrDefault(quote => NoteBox.KindOf(quote) is { IsAim: true })
            ?.Descendants<ListItemBlock>().Select(PlainText).ToList() ?? [];

    private static string PlainText(Block block) =>
        string.Join(' ', block.Descendants().OfType<LeafBlock>().Select(leaf => PlainText(leaf.Inline)));

    /// <summary>The words of a run of inlines, without markup.</summary>
    internal static string PlainText(ContainerInline? inline)
    {
        if (inline is null) return "";
        var text = inline.Descendants().Select(piece => piece switch
        {
            LiteralInline literal => literal.Content.ToString(),
            CodeInline code => code.Content,
            MathInline math => math.Content.ToString(),
            HtmlEntityInline entity => entity.Transcoded.ToString(),
            LineBreakInline => " ",
            _ => "",
        });
        return string.Concat(text).Trim();
    }
}
