using System.Net;
using System.Text;

namespace DistLab.Kernel;

/// <summary>Small tables of the kernel's own, as plain text and as HTML.</summary>
internal static class TextTable
{
    internal static MimeBundle Of(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [heads, .. rows];
        return new MimeBundle([new(MimeTypes.Html, Html(all)), new(MimeTypes.Plain, Plain(all))]);
    }

    private static string Html(IReadOnlyList<string>[] rows)
    {
        var html = new StringBuilder("<table><thead>");
        for (int i = 0; i < rows.Length; i++)
        {
            string cell = i == 0 ? "th" : "td";
            html.Append("<tr>");
            foreach (string text in rows[i])
                html.Append($"<{cell} style=\"text-align:left\">{WebUtility.HtmlEncode(text)}</{cell}>");
            html.Append(i == 0 ? "</tr></thead><tbody>" : "</tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    private static string Plain(IReadOnlyList<string>[] rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length))];
        return string.Join('\n', rows.Select(row => string.Join("  ", row.Select((text, column) => text.PadRight(widths[column]))).TrimEnd()));
    }
}
