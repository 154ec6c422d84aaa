using System.Net;
using System.Text.RegularExpressions;

namespace DistLab.Notebooks.Interchange;

/// <summary>Texts of a Plotly chart, which may hold a little markup.</summary>
internal static partial class ChartText
{
    /// <summary>The lines of a text without its markup.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        [.. Break().Split(Extra().Replace(text, "")).Select(line => WebUtility.HtmlDecode(Tag().Replace(line, "")).Trim()).Where(line => line.Length > 0)];

    /// <summary>The text in one line without its markup.</summary>
    public static string Plain(string text) => string.Join(' ', Lines(text));

    [GeneratedRegex(@"<br\s*/?>|\n", RegexOptions.IgnoreCase)]
    private static partial Regex Break();

    /// <summary>The box beside a hover label, which repeats the trace's name.</summary>
    [GeneratedRegex("<extra>.*?</extra>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Extra();

    [GeneratedRegex("</?[a-zA-Z][^<>]*>")]
    private static partial Regex Tag();
}
