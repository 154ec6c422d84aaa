using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DistLab.Cli.Site;

/// <summary>Writes the quotes that <see cref="NoteBox"/> knows as tinted boxes, all others as they are.</summary>
internal sealed class NoteBoxRenderer : HtmlObjectRenderer<QuoteBlock>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, QuoteBlock quote)
    {
        renderer.EnsureLine();
        if (NoteBox.KindOf(quote) is { } kind)
        {
            WriteTitle(renderer, quote, kind);
            renderer.WriteChildren(quote);
            renderer.WriteLine("</section>");
        }
        else
        {
            renderer.WriteLine("<blockquote>");
            renderer.WriteChildren(quote);
            renderer.WriteLine("</blockquote>");
        }
    }

    private static void WriteTitle(HtmlRenderer renderer, QuoteBlock quote, NoteBox kind)
    {
        var title = NoteBox.TitleOf(quote)!;
        var words = Html.Escape(MarkdownHtml.PlainText(title).TrimEnd('.', ':', ' '));
        renderer.Write($"<section class=\"box box-{kind.Class}\" aria-label=\"{words}\">");
        if (IsRunIn(title))
        {
            title.GetAttributes().AddClass("box-word");
            return;
        }
        var paragraph = (ParagraphBlock)quote[0];
        renderer.Write($"<p class=\"box-title\"><span>{words}</span>");
        if (AsideAfter(title) is { } aside)
        {
            renderer.Write("<small>");
            renderer.WriteEscape(aside is LiteralInline text ? text.Content.ToString().Trim(' ', '(', ')') : MarkdownHtml.PlainText((ContainerInline)aside));
            renderer.Write("</small>");
            aside.Remove();
        }
        title.Remove();
        renderer.WriteLine("</p>");
        TrimStart(paragraph.Inline!);
        if (paragraph.Inline!.FirstChild is null) quote.Remove(paragraph);
    }

    // "**Run** the next cell" is one sentence and stays one.
    private static bool IsRunIn(EmphasisInline title) =>
        title.NextSibling is LiteralInline text && text.Content.ToString().TrimStart() is { Length: > 0 } rest && char.IsLower(rest[0]);

    // The rest of the title's line if it is all emphasised, or all in parentheses.
    private static Inline? AsideAfter(EmphasisInline title)
    {
        var next = title.NextSibling;
        if (next is LiteralInline blank && blank.Content.IsEmptyOrWhitespace()) next = next.NextSibling;
        if (next is not { NextSibling: null or LineBreakInline }) return null;
        return next switch
        {
            EmphasisInline { DelimiterCount: 1 } => next,
            LiteralInline literal when literal.Content.ToString().Trim() is ['(', .., ')'] => next,
            _ => null,
        };
    }

    // What stood between the title and the text: a blank, a dot or colon, a line break.
    private static void TrimStart(ContainerInline inline)
    {
        while (inline.FirstChild is { } first)
        {
            if (first is LiteralInline literal)
            {
                var text = literal.Content.ToString().TrimStart(' ', '.', ':', '\u00a0', '—', '–');
                if (text.Length > 0)
                {
                    literal.Content = new Markdig.Helpers.StringSlice(text);
                    return;
                }
            }
            else if (first is not LineBreakInline)
            {
                return;
            }
            first.Remove();
        }
    }
}
