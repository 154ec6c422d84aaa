using System.Reflection;
using DistLab.Notebooks.Display;

namespace DistLab.Cli.Site;

/// <summary>What stands around every page. Styles and script are in the page itself, so that it can be passed on alone.</summary>
internal static class PageFrame
{
    private static readonly Lazy<string> Style = new(() => Resource("site.css"));
    private static readonly Lazy<string> Script = new(() => Resource("site.js"));

    /// <summary>Everything up to the main text.</summary>
    /// <param name="title">The page's title, as text.</param>
    /// <param name="place">What the bar says beside the name, as text.</param>
    /// <param name="state">What the bar says at its right, as HTML.</param>
    public static string Begin(string title, string place, string state) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Html.Escape(title)} · DistLab</title>
        <link rel="icon" href="data:,">
        <style>
        {Style.Value}{FigureHtml.Style}</style>
        </head>
        <body>
        <a class="skip" href="#top">Skip to the text</a>
        <header class="bar"><div><a class="home" href="index.html">DistLab</a><span>{Html.Escape(place)}</span><span class="state">{state}</span><button type="button" class="theme" hidden aria-label="Switch between light and dark">Dark</button></div></header>
        <main id="top">

        """;

    /// <summary>Everything after the main text.</summary>
    public static string End() => $"</main>\n<script>\n{Script.Value}{FigureHtml.Script}</script>\n</body>\n</html>\n";

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
