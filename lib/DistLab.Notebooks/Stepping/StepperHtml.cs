using System.Reflection;
using DistLab.Notebooks.Drawing;
using DistLab.Protocols;

namespace DistLab.Notebooks.Stepping;

/// <summary>
/// A stepper as a piece of a page: its style, the static diagram for whoever runs no script, the run as data, and the script.
/// It needs nothing from elsewhere and leaves nothing behind in the page.
/// </summary>
internal static class StepperHtml
{
    private static readonly Lazy<string> Sheet = new(() => $"<style>{Variables()}{Resource("stepper.css")}</style>");
    private static readonly Lazy<string> Script = new(() => Resource("stepper.js"));

    public static string Write(string title, SteppedRun run, string still)
    {
        var data = StepperJson.Write(run);
        // What the script finds its element by: several steppers may stand on a page, and a page may change their ids.
        var key = ((uint)StableHash.Mix(StableHash.Mix(StableHash.Start, title), data)).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
        return $"""
            <div class="dls" data-run="{key}" role="group" aria-label="{Markup.Escape(title)}: step with the arrow keys" data-lm-suppress-shortcuts="true">{Sheet.Value}
            <p class="dls-title">{Markup.Escape(title)}</p>
            <details class="dls-still" open><summary>The whole run</summary>
            {still}</details>
            <script type="application/json">{data}</script>
            <script>{Script.Value.Replace("\"KEY\"", $"\"{key}\"", StringComparison.Ordinal)}</script></div>

            """.ReplaceLineEndings("\n");
    }

    private static string Variables()
    {
        string[] roles = ["bg", "bd", "pan", "ink", "sub", "mut", "axis", "bad", "c1", "c2", "c4", "c5", "q0"];
        var light = string.Concat(roles.Select(role => $"--s-{role}:{Palette.Light(new(role))};"));
        var dark = string.Concat(roles.Select(role => $"--s-{role}:{Palette.Dark(new(role))};"));
        return $".dls,.vscode-light .dls,[data-theme=light] .dls,[data-jp-theme-light=true] .dls{{{light}}}"
            + $".vscode-dark .dls,[data-theme=dark] .dls,[data-jp-theme-light=false] .dls{{{dark}}}"
            + $"@media screen and (prefers-color-scheme:dark){{.dls{{{dark}}}}}";
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
