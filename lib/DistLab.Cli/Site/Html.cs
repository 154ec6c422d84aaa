using System.Text;
using System.Text.RegularExpressions;

namespace DistLab.Cli.Site;

/// <summary>Small pieces of HTML writing that every part of the site shares.</summary>
internal static partial class Html
{
    /// <summary>Escapes a text for element content and for attribute values in double quotes.</summary>
    public static string Escape(string text) => new StringBuilder(text)
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;")
        .ToString();

    /// <summary>Removes terminal colour and cursor sequences, which a page cannot show.</summary>
    public static string WithoutAnsi(string text) => AnsiSequence().Replace(text, "");

    /// <summary>The word form of a title that GitHub uses in anchors: lower case, letters and digits, words joined by hyphens.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_') slug.Append(c);
            else if (c == ' ') slug.Append('-');
        }
        return slug.Length == 0 ? "section" : slug.ToString();
    }

    /// <summary>A duration as a reader wants it: 35 ms, 2.4 s, 1 min 12 s.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds switch
    {
        < 0.95 => FormattableString.Invariant($"{time.TotalMilliseconds:0} ms"),
        < 60 => FormattableString.Invariant($"{time.TotalSeconds:0.0} s"),
        _ => FormattableString.Invariant($"{(int)time.TotalMinutes} min {time.Seconds} s"),
    };

    [GeneratedRegex(@"\x1B(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(?:\x07|\x1B\\)|[@-Z\\-_])")]
    private static partial Regex AnsiSequence();
}
