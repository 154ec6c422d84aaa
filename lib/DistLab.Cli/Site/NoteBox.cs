using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DistLab.Cli.Site;

/// <summary>
/// The convention for tinted boxes: a quote whose first words are strong and begin with one of the names below.
/// GitHub and Jupyter show an ordinary quote; the words after it on the same line, if emphasised, stand at the right.
/// </summary>
internal sealed record NoteBox(string Opening, string Class)
{
    private static readonly NoteBox[] Kinds =
    [
        new("Aim", "aim"), new("After this notebook you can", "aim"),
        new("Predict", "predict"), new("Run", "run"), new("Explain", "explain"), new("Exercise", "exercise"), new("In the field", "field"),
    ];

    /// <summary>Whether the box lists what a reader will be able to do.</summary>
    public bool IsAim => Class == "aim";

    /// <summary>The kind of box that a quote is, or null for an ordinary quote.</summary>
    public static NoteBox? KindOf(QuoteBlock quote) =>
        TitleOf(quote) is { } title && MarkdownHtml.PlainText(title) is var text ? Array.Find(Kinds, kind => kind.Opens(text)) : null;

    /// <summary>The strong words with which the quote begins.</summary>
    public static EmphasisInline? TitleOf(QuoteBlock quote) =>
        quote.FirstOrDefault() is ParagraphBlock { Inline.FirstChild: EmphasisInline { DelimiterCount: 2 } strong } ? strong : null;

    private bool Opens(string text) =>
        text.StartsWith(Opening, StringComparison.OrdinalIgnoreCase) && (text.Length == Opening.Length || !char.IsLetterOrDigit(text[Opening.Length]));
}
