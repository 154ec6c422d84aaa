using System.Text;
using DistLab.Kernel;

namespace DistLab.Cli.Site;

/// <summary>Renders the list of chapters.</summary>
internal static class IndexHtml
{
    private const int MostAims = 3;

    /// <summary>Renders the index of these pages, in their order.</summary>
    public static string Render(IReadOnlyList<SitePage> pages)
    {
        var failed = pages.Count(page => page.Run.Verdict != RunVerdict.Succeeded);
        var cells = pages.Sum(page => page.Run.Cells.Count);
        var state = failed == 0 ? "<span class=\"good\">✓</span> all succeeded" : $"<span class=\"wrong\">✗</span> {failed} of {pages.Count} failed";
        var html = new StringBuilder(PageFrame.Begin("Chapters", "Chapters", state));
        html.Append("<h1>Distributed systems, to run and to break</h1>\n");
        html.Append($"<p class=\"lead\">{(pages.Count == 1 ? "One notebook" : $"{pages.Count} notebooks")} with {cells} cells of C#, executed just as they stand. Every figure was computed by the code above it.</p>\n");
        html.Append("<ol class=\"chapters\">\n");
        foreach (var page in pages) html.Append(Chapter(page));
        return html.Append("</ol>\n").Append(PageFrame.End()).ToString();
    }

    private static string Chapter(SitePage page)
    {
        var good = page.Run.Verdict == RunVerdict.Succeeded;
        var html = new StringBuilder("<li>");
        html.Append($"<span class=\"number\">{Html.Escape(page.Entry.Number ?? "·")}</span><div>");
        html.Append($"<h2><a href=\"{Uri.EscapeDataString(page.Entry.PageFile)}\">{Html.Escape(page.Entry.BareTitle)}</a></h2>");
        if (page.Lead is { Length: > 0 } lead) html.Append($"<p>{Html.Escape(lead)}</p>");
        if (page.Aims.Count > 0)
            html.Append("<ul>").AppendJoin("", page.Aims.Take(MostAims).Select(aim => $"<li>{Html.Escape(aim)}</li>")).Append("</ul>");
        html.Append($"</div><p class=\"verdict\"><b class=\"{(good ? "good" : "wrong")}\">{(good ? "✓" : "✗")} {Html.Escape(RunText.Verdict(page.Run))}</b>");
        html.Append($"{RunText.Cells(page.Run)} cells, {Html.Seconds(TimeSpan.FromSeconds(page.Run.Seconds))}</p></li>\n");
        return html.ToString();
    }
}
