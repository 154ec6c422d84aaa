using System.Text;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Exercises;

/// <summary>
/// A tinted box in the page: a mark, a heading and a few sentences. Its style sheet travels with it and is scoped to its
/// classes; a viewer that drops the sheet still shows mark, heading and sentences in order.
/// </summary>
internal static class HtmlBox
{
    private const string Light = "--x-ink:#1C212B;--x-sub:#4B5462;--x-mut:#636C7A;--x-line:#E1E4E8;--x-pan:#F3F5F6;--x-ok:#00704F;--x-okb:#EAF5F0;--x-bad:#B81430;--x-badb:#FCEEEF;--x-ask:#8A4E10;--x-askb:#FBF3E8";
    private const string Dark = "--x-ink:#E4E7EC;--x-sub:#B3BAC5;--x-mut:#949DAB;--x-line:#2C323B;--x-pan:#1C2027;--x-ok:#4CCFA6;--x-okb:#16261F;--x-bad:#FF7F7F;--x-badb:#2B1B1F;--x-ask:#FFB469;--x-askb:#272018";

    private const string Sheet =
        ".dlx{box-sizing:border-box;max-width:720px;margin:.6em 0;color:var(--x-ink);font:16px/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif;font-variant-numeric:tabular-nums}"
        + ".dlx p{margin:0;max-width:none}.dlx p+p{margin-top:.3em}"
        + ".dlx.box{display:grid;grid-template-columns:1.7rem 1fr;gap:0 .4rem;border-radius:8px;padding:.75rem 1rem}"
        + ".dlx.box>b{font-size:18px;line-height:1.35}.dlx .more{color:var(--x-sub);font-size:15px}"
        + ".dlx.pass{background:var(--x-okb)}.dlx.pass>b,.dlx.pass strong{color:var(--x-ok)}"
        + ".dlx.fail{background:var(--x-badb);box-shadow:inset 3px 0 var(--x-bad)}.dlx.fail>b,.dlx.fail strong{color:var(--x-bad)}"
        + ".dlx.open{background:var(--x-pan)}.dlx.open>b,.dlx.open strong{color:var(--x-mut)}"
        + ".dlx.ask{background:var(--x-askb)}.dlx.ask>b,.dlx.ask strong{color:var(--x-ask)}"
        + ".dlx table{border-collapse:collapse;width:100%;font-size:15.5px;line-height:1.4;margin:0}"
        + ".dlx caption{text-align:left;font-weight:650;padding:0 0 .6em;color:var(--x-ink)}"
        + ".dlx tr{background:none!important}.dlx th{font-weight:500;font-size:14px;color:var(--x-mut);text-align:right;padding:.35em .7em;border:0;border-bottom:1px solid var(--x-mut);vertical-align:bottom}"
        + ".dlx td{text-align:right;padding:.5em .7em;border:0;border-bottom:1px solid var(--x-line);vertical-align:top}"
        + ".dlx th:first-child,.dlx td:first-child{text-align:left;padding-left:0}.dlx td:not(:first-child){white-space:nowrap}"
        + ".dlx th:last-child,.dlx td:last-child{text-align:left;padding-right:0}.dlx small{display:block;color:var(--x-mut);font-size:13px;white-space:normal}"
        + ".dlx .y{color:var(--x-ok)}.dlx .w{color:var(--x-ask)}.dlx .n{color:var(--x-bad)}"
        + "@media(max-width:560px){.dlx table,.dlx tbody,.dlx caption{display:block}.dlx thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}"
        + ".dlx tr{display:grid;grid-template-columns:1fr 1fr;padding:.6em 0;border-bottom:1px solid var(--x-line)}.dlx td{border:0;padding:.1em 0!important;text-align:left;display:flex;gap:.5em}"
        + ".dlx td:first-child{grid-column:1/-1;font-weight:600;display:block}.dlx td[data-l]::before{content:attr(data-l);color:var(--x-mut);min-width:5.2em}}";

    /// <summary>The style sheet that every display brings along.</summary>
    public static string Style { get; } =
        $"<style>.dlx,.vscode-light .dlx,[data-theme=light] .dlx,[data-jp-theme-light=true] .dlx{{{Light}}}"
        + $".vscode-dark .dlx,[data-theme=dark] .dlx,[data-jp-theme-light=false] .dlx{{{Dark}}}"
        + $"@media screen and (prefers-color-scheme:dark){{.dlx{{{Dark}}}}}{Sheet}</style>";

    /// <summary>A box.</summary>
    /// <param name="tone">The class that gives it its colour: pass, fail, open or ask.</param>
    /// <param name="mark">The sign before it, which says the same as the colour.</param>
    /// <param name="verdict">The first words, set strong.</param>
    /// <param name="heading">What goes on after them.</param>
    /// <param name="lines">Further sentences, as plain text.</param>
    public static string Render(string tone, string mark, string verdict, string heading, IEnumerable<string> lines)
    {
        var html = new StringBuilder();
        html.Append($"<div class=\"dlx box {tone}\">{Style}<b aria-hidden=\"true\">{mark}</b><div>");
        html.Append($"<p><strong>{Markup.Escape(verdict)}</strong> {Markup.Escape(heading)}</p>");
        foreach (var line in lines.Where(line => line.Length > 0))
            html.Append($"<p class=\"more\">{Markup.Escape(line)}</p>");
        return html.Append("</div></div>").ToString();
    }

    /// <summary>The same as plain text.</summary>
    public static string RenderText(string mark, string verdict, string heading, IEnumerable<string> lines) =>
        string.Join("\n  ", lines.Where(line => line.Length > 0).Prepend($"{mark} {verdict} {heading}"));
}
