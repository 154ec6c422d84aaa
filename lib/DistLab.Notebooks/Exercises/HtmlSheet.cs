namespace DistLab.Notebooks.Exercises;

/// <summary>
/// The style sheets of boxes and scoreboards, for light and dark pages. Each display brings its own, no longer than it needs,
/// scoped to its classes; a viewer that drops it still shows mark, heading and sentences in order.
/// </summary>
internal static class HtmlSheet
{
    private const string Frame =
        "box-sizing:border-box;max-width:720px;margin:.6em 0;color:var(--x-ink);font:16px/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif;font-variant-numeric:tabular-nums";

    private const string Box =
        ".dlx p{margin:0;max-width:none}.dlx p+p{margin-top:.3em}"
        + ".dlx.box{position:relative;border-radius:8px;padding:.75rem 1rem .75rem 3.1rem}"
        + ".dlx.box p>b{position:absolute;left:1rem;font-size:18px;line-height:1.35}.dlx .more{color:var(--x-sub);font-size:15px}";

    private const string Pair =
        ".dlx.box table{border-collapse:collapse;margin:.5em 0;border:0}.dlx.box tr{background:none!important}"
        + ".dlx.box th{text-align:left;font-weight:400;font-size:14px;color:var(--x-sub);padding:0 2.5rem 0 0;border:0}"
        + ".dlx.box td{text-align:left;font-weight:600;font-size:18px;color:var(--x-ink);padding:0 2.5rem 0 0;border:0;vertical-align:top}"
        + "@media(max-width:560px){.dlx.box{padding-left:2.6rem}.dlx.box th,.dlx.box td{padding-right:1.2rem}.dlx.box td{font-size:16px}}";

    private const string Score =
        ".dlx.score table{border-collapse:collapse;width:100%;font-size:15.5px;line-height:1.4;margin:0}"
        + ".dlx.score caption{text-align:left;font-weight:650;padding:0 0 .6em;color:var(--x-ink)}"
        + ".dlx.score tr{background:none!important}.dlx.score th{font-weight:500;font-size:14px;color:var(--x-mut);text-align:right;padding:.35em .7em;border:0;border-bottom:1px solid var(--x-mut);vertical-align:bottom}"
        + ".dlx.score td{text-align:right;padding:.5em .7em;border:0;border-bottom:1px solid var(--x-line);vertical-align:top}"
        + ".dlx.score th:first-child,.dlx.score td:first-child{text-align:left;padding-left:0}.dlx.score td:not(:first-child){white-space:nowrap}"
        + ".dlx.score th:last-child,.dlx.score td:last-child{text-align:left;padding-right:0}.dlx.score small{color:var(--x-mut);font-size:13px;white-space:normal}"
        + ".dlx.score .y{color:var(--x-ok)}.dlx.score .w{color:var(--x-ask)}.dlx.score .n{color:var(--x-bad)}"
        + "@media(max-width:560px){.dlx.score table,.dlx.score tbody,.dlx.score caption{display:block}.dlx.score thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}"
        + ".dlx.score tr{display:grid;grid-template-columns:1fr 1fr;padding:.6em 0;border-bottom:1px solid var(--x-line)}.dlx.score td{border:0;padding:.1em 0!important;text-align:left;display:flex;gap:.5em}"
        + ".dlx.score td:first-child{grid-column:1/-1;font-weight:600;display:block}.dlx.score td[data-l]::before{content:attr(data-l);color:var(--x-mut);min-width:5.2em}}";

    /// <summary>Colours by their role: name, light, dark.</summary>
    private static readonly (string Name, string Light, string Dark)[] Inks = [("ink", "#1C212B", "#E4E7EC"), ("sub", "#4B5462", "#B3BAC5")];

    private static readonly Dictionary<string, ((string Light, string Dark) Text, (string Light, string Dark) Tint)> Tones = new()
    {
        ["pass"] = (("#00704F", "#4CCFA6"), ("#EAF5F0", "#16261F")),
        ["fail"] = (("#B81430", "#FF7F7F"), ("#FCEEEF", "#2B1B1F")),
        ["open"] = (("#636C7A", "#949DAB"), ("#F3F5F6", "#1C2027")),
        ["ask"] = (("#8A4E10", "#FFB469"), ("#FBF3E8", "#272018")),
    };

    /// <summary>The sheet of a box of a tone: pass, fail, open or ask.</summary>
    public static string ForBox(string tone)
    {
        var (text, tint) = Tones[tone];
        var edge = tone == "fail" ? ";box-shadow:inset 3px 0 var(--x-fg)" : "";
        var variables = Variables($".dlx.{tone}", [.. Inks, ("fg", text.Light, text.Dark), ("tint", tint.Light, tint.Dark)]);
        var colours = $".dlx.{tone}{{background:var(--x-tint){edge}}}.dlx.{tone} p>b,.dlx.{tone} strong{{color:var(--x-fg)}}";
        return $"<style>{variables}.dlx{{{Frame}}}{Box}{colours}{(tone == "ask" ? Pair : "")}</style>";
    }

    /// <summary>The sheet of a scoreboard.</summary>
    public static string ForScoreboard()
    {
        (string, string, string) Text(string name, string tone) => (name, Tones[tone].Text.Light, Tones[tone].Text.Dark);
        var variables = Variables(".dlx.score", [.. Inks, ("line", "#E1E4E8", "#2C323B"), Text("mut", "open"), Text("ok", "pass"), Text("ask", "ask"), Text("bad", "fail")]);
        return $"<style>{variables}.dlx{{{Frame}}}{Score}</style>";
    }

    private static string Variables(string selector, IReadOnlyList<(string Name, string Light, string Dark)> colours)
    {
        var light = string.Join(';', colours.Select(colour => $"--x-{colour.Name}:{colour.Light}"));
        var dark = string.Join(';', colours.Select(colour => $"--x-{colour.Name}:{colour.Dark}"));
        return $"{selector},.vscode-light {selector},[data-theme=light] {selector},[data-jp-theme-light=true] {selector}{{{light}}}"
            + $".vscode-dark {selector},[data-theme=dark] {selector},[data-jp-theme-light=false] {selector}{{{dark}}}"
            + $"@media screen and (prefers-color-scheme:dark){{{selector}{{{dark}}}}}";
    }
}
