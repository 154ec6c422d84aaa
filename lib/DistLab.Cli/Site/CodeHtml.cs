namespace DistLab.Cli.Site;

/// <summary>A block of code as the page shows it.</summary>
internal static class CodeHtml
{
    private static readonly string[] OtherLanguages = ["#!html", "#!javascript", "#!js", "#!mermaid", "#!markdown", "#!sh", "#!svg"];

    /// <summary>A fenced block of a markdown cell, or a cell's source. C# is coloured, anything else is shown plainly.</summary>
    public static string Block(string code, bool isCSharp)
    {
        code = code.TrimEnd('\n', '\r');
        return $"<pre tabindex=\"0\"><code>{(isCSharp ? CSharpHighlighter.Highlight(code) : Html.Escape(code))}</code></pre>\n";
    }

    /// <summary>The source of a code cell; a cell that begins with another language's magic is not C#.</summary>
    public static string Cell(string source) =>
        Block(source, !OtherLanguages.Any(magic => source.TrimStart().StartsWith(magic, StringComparison.Ordinal)));

    /// <summary>Whether the info string of a fenced block names C#.</summary>
    public static bool IsCSharp(string? info) => info?.ToLowerInvariant() is "csharp" or "c#" or "cs";
}
