using System.Text;

namespace DistLab.Notebooks.Drawing;

/// <summary>Text for SVG and HTML.</summary>
internal static class Markup
{
    /// <summary>
    /// The text with markup characters escaped. What no XML document may hold, such as a control character, becomes U+FFFD.
    /// </summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            safe.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                < 32 and not '\t' and not '\n' and not '\r' or 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            });
        }
        return safe.ToString();
    }
}
