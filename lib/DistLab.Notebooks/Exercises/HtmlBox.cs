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
        + ".dlx.box{position:relative;border-radius:8px;padding:.75rem 1rem .75rem 3.1rem}"
        + ".dlx.box p>b{position:absolute;left:1rem;font-size:18px;line-height:1.35}.dlx .more{color:var(--x-sub);font-size:15px}"
        + ".dlx.pass{background:var(--x-okb)}.dlx.pass p>b,.dlx.pass strong{color:var(--x-ok)}"
        + ".dlx.fail{background:var(--x-badb);box-shadow:inset 3px 0 var(--x-bad)}.dlx.fail p>b,.dlx.fail strong{color:var(--x-bad)}"
        + ".dlx.open{background:var(--x-pan)}.dlx.open p>b,.dlx.open strong{color:var(--x-mut)}"
        + ".dlx.ask{background:var(--x-askb)}.dlx.ask p>b,.dlx.ask strong{color:var(--x-ask)}"
        + ".dlx.score table{border-collapse:collapse;width:100%;font-size:15.5px;line-height:1.4;margin:0}"
        + ".dlx.score caption{text-align:left;font-weight:650;padding:0 0 .6em;color:var(--x-ink)}"
        + ".dlx.score tr{background:none!important}.dlx.score th{font-weight:500;font-size:14px;color:var(--x-mut);text-align:right;padding:.35em .7em;border:0;border-bottom:1px solid var(--x-mut);vertical-align:bottom}"
        + ".dlx.score td{text-align:right;padding:.5em .7em;border:0;border-bottom:1px solid var(--x-line);vertical-align:top}"
        + ".dlx.score th:first-child,.dlx.score td:first-child{text-align:left;padding-left:0}.dlx.score td:not(:first-child){white-space:nowrap}"
        + ".dlx.score th:last-child,.dlx.score td:last-child{text-align:left;padding-right:0}.dlx.score small{color:var(--x-mut);font-size:13px;white-space:normal}"
        + ".dlx.score .y{color:var(--x-ok)}.dlx.score .w{color:var(--x-ask)}.dlx.score .n{color:var(--x-bad)}"
        + ".dlx.box table{border-collapse:collapse;margin:.5em 0;border:0}.dlx.box tr{background:none!important}"
        + ".dlx.box th{text-align:left;font-weight:400;font-size:14px;color:var(--x-sub);padding:0 2.5rem 0 0;border:0}"
        + ".dlx.box td{text-align:left;font-weight:600;font-size:18px;color:var(--x-ink);padding:0 2.5rem 0 0;border:0;vertical-align:top}"
        + "@media(max-width:560px){.dlx.score table,.dlx.score tbody,.dlx.score caption{display:block}.dlx.score thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}"
        + ".dlx.score tr{display:grid;grid-template-columns:1fr 1fr;padding:.6em 0;border-bottom:1px solid var(--x-line)}.dlx.score td{border:0;padding:.1em 0!important;text-align:left;display:flex;gap:.5em}"
        + ".dlx.score td:first-child{grid-column:1/-1;font-weight:600;display:block}.dlx.score td[data-l]::before{content:attr(data-l);color:var(--x-mut);min-width:5.2em}}";

    /// <summary>The style sheet that every display brings along.</summary>
    public static string Style { get; } =
        $"<style>.dlx,.vscode-light .dlx,[data-theme=light] .dlx,[data-jp-theme-light=true] .dlx{{{Light}}}"
        + $".vscode-dark .dlx,[data-theme=dark] .dlx,[data-jp-theme-light=false] .dlx{{{Dark}}}"
        + $"@media screen and (prefers-color-scheme:dark){{.dlx{{{Dark}}}}}{Sheet}</style>";

    /// <summary>A box.</summary>
    public static string Render(BoxContent box)
    {
        var html = new StringBuilder();
        html.Append($"<div class=\"dlx box {box.Tone}\">{Style}");
        html.Append($"<p><b aria-hidden=\"true\">{box.Mark}</b> <strong>{Markup.Escape(box.Verdict)}</strong> {Markup.Escape(box.Heading)}</p>");
        if (box.Lead.Length > 0)
            html.Append($"<p>{Markup.Escape(box.Lead)}</p>");
        if (box.Pair is [var (one, first), var (other, second)])
        {
            html.Append($"<table><thead><tr><th>{one}</th><th>{other}</th></tr></thead>");
            html.Append($"<tbody><tr><td>{Markup.Escape(first)}</td><td>{Markup.Escape(second)}</td></tr></tbody></table>");
        }
        foreach (var line in box.Lines.Where(line => line.Length > 0))
            html.Append($"<p class=\"more\">{Markup.Escape(line)}</p>");
        return html.Append("</div>").ToString();
    }

    /// <summary>The same as plain text.</summary>
    public static string RenderText(BoxContent box)
    {
        string[] lines = [$"{box.Mark} {box.Verdict} {box.Heading}".TrimEnd(), box.Lead, .. box.Pair.Select(pair => $"{pair.Name}: {pair.Value}"), .. box.Lines];
        return string.Join("\n  ", lines.Where(line => line.Length > 0));
    }
}
