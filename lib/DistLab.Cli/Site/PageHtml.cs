using System.Text;
using System.Text.Json.Nodes;
using DistLab.Kernel;

namespace DistLab.Cli.Site;

/// <summary>Renders the page of one executed notebook.</summary>
internal sealed class PageHtml
{
    private const int SectionsThatNeedContents = 4;

    private readonly NotebookRun _run;
    private readonly SiteEntry _entry;
    private readonly IReadOnlyList<SiteEntry> _site;
    private readonly PageIds _ids = new();
    private readonly MarkdownHtml _markdown;
    private readonly OutputHtml _outputs;
    private readonly Dictionary<int, CellRun> _cells;

    private PageHtml(SiteEntry entry, NotebookRun run, IReadOnlyList<SiteEntry> site, SiteOptions options)
    {
        (_run, _entry, _site) = (run, entry, site);
        _markdown = new MarkdownHtml(_ids, new SiteLinks(entry.SourcePath, options.Folder, site.ToDictionary(e => e.SourcePath, e => e.PageFile)));
        _outputs = new OutputHtml(_ids, _markdown, options.PlotlyFile is not null);
        _cells = run.Cells.ToDictionary(cell => cell.Index);
        _ids.Take("top");
    }

    /// <summary>Renders a page.</summary>
    public static SitePage Render(SiteEntry entry, NotebookRun run, IReadOnlyList<SiteEntry> site, SiteOptions options)
    {
        var page = new PageHtml(entry, run, site, options);
        var html = page.Whole();
        return new SitePage(entry, run, html, page._markdown.Lead, page._markdown.Aims);
    }

    private string Whole()
    {
        var pieces = Cells();
        var body = new StringBuilder();
        body.Append(PageFrame.Begin(_entry.Title, Kicker(), State()));
        body.Append($"<p class=\"kick\">{Html.Escape(Kicker())}</p>\n");
        if (!_run.Document.Cells.Any(cell => cell.Type == CellType.Markdown && cell.Source.TrimStart().StartsWith("# ", StringComparison.Ordinal)))
            body.Append($"<h1>{Html.Escape(_entry.Title)}</h1>\n");
        if (_run.Verdict != RunVerdict.Succeeded)
            body.Append($"<div class=\"fault\" role=\"note\"><p><strong>This run did not succeed.</strong> {Html.Escape(_run.Message)}</p></div>\n");
        body.Append(WithContents(string.Concat(pieces)));
        body.Append($"<p class=\"source\">The executed notebook: <a href=\"{Uri.EscapeDataString(_entry.CopyFile)}\">{Html.Escape(_entry.CopyFile)}</a></p>\n");
        return body.Append(Neighbours()).Append(PageFrame.End()).ToString();
    }

    private string Kicker() => _entry.Number is { } number ? $"Chapter {number}" : $"Notebook {_entry.Name}";

    private string State()
    {
        var time = Html.Seconds(TimeSpan.FromSeconds(_run.Seconds));
        return _run.Verdict == RunVerdict.Succeeded
            ? $"<span class=\"good\">✓</span> {Count(_run.Cells.Count, "cell")} ran in {time}"
            : $"<span class=\"wrong\">✗</span> {Html.Escape(RunText.Verdict(_run))}";
    }

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    private List<string> Cells()
    {
        var pieces = new List<string>();
        var number = 0;
        foreach (var (cell, index) in _run.Document.Cells.Select((cell, index) => (cell, index)))
        {
            if (cell.Type == CellType.Code) pieces.Add(Code(cell, index, ++number));
            else if (cell.Type == CellType.Markdown) pieces.Add(_markdown.Render(cell.Source, Attachments(cell)));
        }
        return pieces;
    }

    private string Code(NotebookCell cell, int index, int number)
    {
        var id = _ids.Take($"cell-{number}");
        var run = _cells.GetValueOrDefault(index);
        var time = run switch
        {
            null or { Verdict: CellVerdict.NotRun } => "not run",
            { Seconds: > 0 } => Html.Seconds(TimeSpan.FromSeconds(run.Seconds)),
            _ => "",
        };
        return $"<div class=\"cell\" id=\"{id}\"><p class=\"tag\"><a href=\"#{id}\">Cell {number}</a><span>{time}</span></p>\n"
             + CodeHtml.Cell(cell.Source) + _outputs.Render(cell.Outputs, id) + "</div>\n";
    }

    private static Dictionary<string, string> Attachments(NotebookCell cell)
    {
        var all = new Dictionary<string, string>();
        if (cell.Json["attachments"] is not JsonObject attachments) return all;
        foreach (var (name, bundle) in attachments)
        {
            if (bundle is JsonObject { Count: > 0 } data && data.First() is var (type, content) && content is JsonValue)
                all[name] = $"data:{type};base64,{content}";
        }
        return all;
    }

    // The contents stand before the first section: what is above it says what the chapter is about.
    private string WithContents(string body)
    {
        var sections = _markdown.Headings.Where(heading => heading.Level == 2).ToList();
        if (sections.Count < SectionsThatNeedContents) return body;
        var items = string.Concat(sections.Select(s => $"<li><a href=\"#{Html.Escape(s.Id)}\">{Html.Escape(s.Text)}</a></li>"));
        var contents = $"<details class=\"contents\"><summary>On this page</summary><ol>{items}</ol></details>\n";
        return body.Insert(Math.Max(0, body.IndexOf($"<h2 id=\"{Html.Escape(sections[0].Id)}\"", StringComparison.Ordinal)), contents);
    }

    private string Neighbours()
    {
        var place = _site.Select((entry, i) => (entry, i)).FirstOrDefault(pair => pair.entry.SourcePath == _entry.SourcePath).i;
        var before = place > 0 ? Link(_site[place - 1], "← {0}") : "<a href=\"index.html\">← All chapters</a>";
        var after = place + 1 < _site.Count ? Link(_site[place + 1], "{0} →") : "<a href=\"index.html\">All chapters →</a>";
        return $"<nav class=\"next\" aria-label=\"Chapters\">{before}{after}</nav>\n";

        static string Link(SiteEntry entry, string form) =>
            $"<a href=\"{Uri.EscapeDataString(entry.PageFile)}\">{string.Format(form, Html.Escape(entry.Title))}</a>";
    }
}
