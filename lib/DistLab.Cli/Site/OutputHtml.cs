using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DistLab.Kernel;
using DistLab.Notebooks.Display;

namespace DistLab.Cli.Site;

/// <summary>Renders the outputs of a code cell, each in the richest form that needs no network and no script.</summary>
internal sealed partial class OutputHtml(PageIds ids, MarkdownHtml markdown, bool interactive)
{
    private const string PlotlyMime = "application/vnd.plotly.v1+json";
    private const int LongestText = 200_000;

    private static readonly string[] Images = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    private readonly HashSet<string> _sheets = [];
    private int _figures;

    /// <summary>All outputs of the cell with this id on the page, in order; neighbouring pieces of one stream become one block.</summary>
    public string Render(IReadOnlyList<CellOutput> outputs, string cellId)
    {
        var html = new StringBuilder();
        for (var i = 0; i < outputs.Count; i++)
        {
            var output = outputs[i];
            switch (output.Kind)
            {
                case OutputKind.Stream:
                    var text = new StringBuilder(output.Text);
                    while (i + 1 < outputs.Count && outputs[i + 1].Kind == OutputKind.Stream && outputs[i + 1].StreamName == output.StreamName)
                        text.Append(outputs[++i].Text);
                    html.Append(Wrap(Text(text.ToString(), output.StreamName == "stderr" ? "stderr" : "stdout")));
                    break;
                case OutputKind.Error:
                    html.Append(Wrap(Fault(output)));
                    break;
                default:
                    html.Append(Bundle(output, cellId));
                    break;
            }
        }
        return html.ToString();
    }

    private static string Wrap(string content) => $"<div class=\"output\">{content}</div>\n";

    private string Bundle(CellOutput output, string cellId)
    {
        if (output.Mime("image/svg+xml") is { } svg && (output.Data.ContainsKey(PlotlyMime) || !output.Data.ContainsKey("text/html")))
            return Figure(svg, output.Data[PlotlyMime], cellId);
        if (!output.Data.ContainsKey("text/html") && Drawn(output) is { } drawing)
            return Figure(drawing, output.Data[PlotlyMime], cellId);
        if (output.Mime("text/html") is { } html)
            return Wrap($"<div class=\"rich\">{Once(ids.Isolate(html, cellId))}</div>");
        if (output.Mime("text/vnd.mermaid") is { } diagram)
            return Wrap($"<p class=\"more\">A diagram in Mermaid's notation, which JupyterLab draws:</p>{Text(diagram, "value")}");
        if (output.Mime("text/markdown") is { } text)
            return Wrap($"<div class=\"rich\">{markdown.Render(text)}</div>");
        foreach (var type in Images)
        {
            if (output.Mime(type) is { } data)
                return Wrap($"<img src=\"data:{type};base64,{Blank().Replace(data, "")}\" alt=\"{Html.Escape(output.Text)}\">");
        }
        return Wrap(Text(output.Mime("text/plain") ?? output.Mime("application/json") ?? "", "value"));
    }

    /// <summary>The static drawing of a chart that another tool left without one; null where there is no chart or none that can be drawn.</summary>
    private static string? Drawn(CellOutput output)
    {
        try
        {
            return output.Data[PlotlyMime] is JsonObject chart ? Notebooks.Figure.FromPlotly(chart.ToJsonString()).ToSvg() : null;
        }
        catch (Exception e) when (e is FormatException or NotSupportedException)
        {
            return null;
        }
    }

    private string Figure(string svg, JsonNode? plotly, string cellId) => Once(FigureHtml.Render(
        ids.Isolate(svg, cellId), plotly as JsonObject, ids.Take($"figure-{++_figures}"), interactive ? SiteOptions.PlotlyAsset : null));

    private static string Fault(CellOutput error)
    {
        var details = Html.WithoutAnsi(string.Join('\n', error.Traceback)).Trim();
        var html = new StringBuilder("<div class=\"fault\"><p><strong>").Append(Html.Escape(error.ErrorName)).Append("</strong> ")
            .Append(Html.Escape(Html.WithoutAnsi(error.ErrorValue))).Append("</p>");
        if (details.Length > 0 && details != error.ErrorValue) html.Append(Text(details, "trace"));
        return html.Append("</div>").ToString();
    }

    // A page must open quickly whatever a cell printed; the executed notebook beside it holds the rest.
    private static string Text(string text, string kind)
    {
        text = Html.WithoutAnsi(text);
        var shown = text.Length <= LongestText ? text : text[..LongestText];
        var rest = text.Length - shown.Length;
        return $"<pre class=\"{kind}\" tabindex=\"0\">{Html.Escape(shown)}</pre>"
             + (rest == 0 ? "" : FormattableString.Invariant($"<p class=\"more\">{rest} more characters stand in the executed notebook.</p>"));
    }

    // Outputs bring their style sheets along, since in Jupyter each stands alone; on one page the first of equal ones does.
    private string Once(string markup) => Sheet().Replace(markup, sheet => _sheets.Add(sheet.Value) ? sheet.Value : "");

    [GeneratedRegex("<style[^>]*>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Sheet();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
