using System.Text.RegularExpressions;
using DistLab.Kernel;

namespace DistLab.Cli.Site;

/// <summary>A notebook's place in the site, known before it has run.</summary>
/// <param name="Name">The file name without extension: the page and the executed copy are named after it.</param>
/// <param name="SourcePath">Full path of the notebook: its relative links and images start from there.</param>
/// <param name="Title">Its first heading, or the name where it has none.</param>
internal sealed partial record SiteEntry(string Name, string SourcePath, string Title)
{
    /// <summary>The page's file name.</summary>
    public string PageFile => Name + ".html";

    /// <summary>The executed copy's file name.</summary>
    public string CopyFile => Name + ".ipynb";

    /// <summary>The chapter's number as the file name begins with it, without leading zeros; null for other names.</summary>
    public string? Number => Digits().Match(Name) is { Success: true } match ? int.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture).ToString() : null;

    /// <summary>The title without the chapter's number, for where the number stands beside it.</summary>
    public string BareTitle => Number is { } number && NumberBefore().Match(Title) is { Success: true } match && match.Groups[1].Value == number ? Title[match.Length..] : Title;

    /// <summary>The entry of a notebook that was read from a file.</summary>
    public static SiteEntry Of(string sourcePath, NotebookDocument notebook)
    {
        var name = Path.GetFileNameWithoutExtension(sourcePath);
        return new SiteEntry(name, Path.GetFullPath(sourcePath), MarkdownHtml.FirstTitle(notebook) ?? name);
    }

    [GeneratedRegex(@"^\d{1,4}(?=\D|$)")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^0*(\d+)\s*[·.:–—-]\s*(?=\S)")]
    private static partial Regex NumberBefore();
}
