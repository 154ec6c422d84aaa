using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using DistLab.Cli.Site;
using DistLab.Kernel;

namespace DistLab.Cli.Tests;

/// <summary>Renders notebooks as if they had just run, and reads the pages as a browser does.</summary>
internal static class Pages
{
    private const string Folder = "/site";

    public static SitePage Page(NotebookBuilder notebook, string name = "08-time", bool plotly = true, RunVerdict verdict = RunVerdict.Succeeded, params SiteEntry[] others)
    {
        var document = notebook.Build();
        var entry = SiteEntry.Of($"/course/notebooks/{name}.ipynb", document);
        return PageHtml.Render(entry, Run(document, verdict), [entry, .. others], new SiteOptions(Folder, plotly ? "/plotly.js" : null));
    }

    public static IHtmlDocument Parse(string html) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);

    public static IHtmlDocument Read(NotebookBuilder notebook, bool plotly = true) => Parse(Page(notebook, plotly: plotly).Html);

    public static NotebookRun Run(NotebookDocument document, RunVerdict verdict = RunVerdict.Succeeded)
    {
        var cells = document.Cells.Select((cell, index) => (cell, index)).Where(pair => pair.cell.Type == CellType.Code)
            .Select(pair => new CellRun(pair.index, pair.cell.Id, CellVerdict.Succeeded, 0.25)).ToList();
        if (verdict != RunVerdict.Succeeded) cells[^1] = cells[^1] with { Verdict = CellVerdict.Failed, Message = "it broke" };
        return new NotebookRun(document, cells, verdict, 2.5, verdict == RunVerdict.Succeeded ? "" : "cell 1, line 1: it broke");
    }
}
