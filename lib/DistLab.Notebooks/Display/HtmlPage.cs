using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Display;

/// <summary>One thing as a page of its own, which needs no other file and no network.</summary>
internal static class HtmlPage
{
    /// <summary>The page of a figure: interactive where plotly.js lies beside this library, else the drawing; with its data in either case.</summary>
    public static string OfFigure(string title, string svg, string plotly)
    {
        var script = PlotlyScript.File is { } file ? $"<script>{Safe(File.ReadAllText(file))}</script>\n" : "";
        var figure = FigureHtml.Render(svg, JsonNode.Parse(plotly)!.AsObject(), "explore", script.Length > 0 ? "" : null, opens: true);
        return Of(title, FigureHtml.Style, figure + script + (script.Length > 0 ? $"<script>\n{FigureHtml.Script}</script>\n" : ""));
    }

    /// <summary>The page of a table.</summary>
    public static string OfTable(string title, string table) => Of(title, "", table);

    private static string Of(string title, string style, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Markup.Escape(title)}</title>
        <link rel="icon" href="data:,">
        <style>
        {FigureHtml.Asset("page.css")}{style}</style>
        </head>
        <body>
        <main>
        {body}</main>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    /// <summary>A script in which nothing ends its element.</summary>
    private static string Safe(string script) => script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", "<\\!--", StringComparison.Ordinal);
}
