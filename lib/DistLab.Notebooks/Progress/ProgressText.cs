using System.Globalization;
using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Progress;

/// <summary>A progress bar in its three forms.</summary>
internal static class ProgressText
{
    private const int Width = 24;

    /// <summary>One line for a face of fixed width.</summary>
    public static string Line(ProgressBar bar) => bar.State switch
    {
        ProgressState.Done => $"{Mark(ProgressState.Done)} {bar.Label}: done",
        ProgressState.Running => $"{bar.Label} {Blocks(bar.Fraction)} {Status(bar)}",
        var state => $"{Mark(state)} {bar.Label}: {Status(bar)}",
    };

    /// <summary>The bar as an HTML fragment that is right on light and on dark pages.</summary>
    public static string Html(ProgressBar bar)
    {
        var (state, percent) = (bar.State, Percent(bar.Fraction));
        var tone = state switch { ProgressState.Running => "", ProgressState.Done => " done", ProgressState.Cancelled => " off", _ => " off bad" };
        var mark = state == ProgressState.Running ? "" : $"<b aria-hidden=\"true\">{Mark(state)}</b> ";
        var label = Markup.Escape(bar.Label);
        var status = Markup.Escape(state == ProgressState.Done ? "done" : Status(bar));
        var track = state == ProgressState.Done ? ""
            : $"<div role=\"progressbar\" aria-label=\"{label}\" aria-valuemin=\"0\" aria-valuemax=\"100\" aria-valuenow=\"{percent}\" aria-valuetext=\"{status}\"><i style=\"width:{percent}%\"></i></div>";
        return $"<div class=\"dl-progress{tone}\"><style>{Sheet}</style><p>{mark}<span>{label}</span> <small>{status}</small></p>{track}</div>";
    }

    /// <summary>What a runner reads: label, fraction, seconds left (null while unknown) and state.</summary>
    public static string Json(ProgressBar bar) => new JsonObject
    {
        ["label"] = bar.Label,
        ["fraction"] = Math.Round(bar.Fraction, 4),
        ["secondsLeft"] = bar.TimeLeft is { } left ? Math.Round(left.TotalSeconds) : null,
        ["state"] = bar.State switch { ProgressState.Running => "running", ProgressState.Done => "done", ProgressState.Cancelled => "cancelled", _ => "failed" },
    }.ToJsonString();

    private static string Status(ProgressBar bar) => bar.State switch
    {
        ProgressState.Running => bar.TimeLeft is { } left ? $"{Percent(bar.Fraction)} %, {Left(left)}" : $"{Percent(bar.Fraction)} %",
        ProgressState.Failed => $"failed at {Percent(bar.Fraction)} %{(string.IsNullOrWhiteSpace(bar.Failure) ? "" : ": " + bar.Failure)}",
        _ => $"stopped at {Percent(bar.Fraction)} %",
    };

    /// <summary>A guess, and so in round numbers.</summary>
    private static string Left(TimeSpan left) => left.TotalSeconds switch
    {
        < 10 => "a few seconds left",
        < 55 => string.Create(CultureInfo.InvariantCulture, $"about {5 * Math.Round(left.TotalSeconds / 5)} s left"),
        < 3570 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Max(1, Math.Round(left.TotalMinutes))} min left"),
        _ => string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(left.TotalHours, 1):0.#} h left"),
    };

    private static string Mark(ProgressState state) => state switch { ProgressState.Done => "✓", ProgressState.Cancelled => "■", _ => "✗" };

    // Rounded down: 100 is said when all is done.
    private static int Percent(double fraction) => (int)(100 * fraction);

    private static string Blocks(double fraction)
    {
        var full = (int)(Width * fraction);
        return new string('━', full) + new string('─', Width - full);
    }

    private static readonly string Sheet = MakeSheet();

    private static string MakeSheet()
    {
        (string Name, Paint Paint)[] paints = [("bg", Paint.Card), ("bd", Paint.Border), ("ink", Paint.Ink), ("mut", Paint.Muted), ("bar", Paint.Series(1)), ("ok", Paint.Good), ("bad", Paint.Bad)];
        var light = string.Concat(paints.Select(p => $"--{p.Name}:{Palette.Light(p.Paint)};"));
        var dark = string.Concat(paints.Select(p => $"--{p.Name}:{Palette.Dark(p.Paint)};"));
        const string root = ".dl-progress.dl-progress";
        return $".dl-progress,.vscode-light .dl-progress,[data-theme=light] .dl-progress,[data-jp-theme-light=true] .dl-progress{{{light}}}"
            + $".vscode-dark .dl-progress,[data-theme=dark] .dl-progress,[data-jp-theme-light=false] .dl-progress{{{dark}}}"
            + $"@media screen and (prefers-color-scheme:dark){{.dl-progress{{{dark}}}}}"
            + $"{root}{{background:var(--bg);color:var(--ink);max-width:720px;box-sizing:border-box;padding:.45em .8em .55em;border-radius:8px;font:15px/1.4 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif;font-variant-numeric:tabular-nums}}"
            + $"{root} p{{display:flex;flex-wrap:wrap;gap:0 .5em;align-items:baseline;margin:0;max-width:none}}{root} small{{font-size:13.5px;color:var(--mut)}}{root}:not(.done):not(.off) small{{margin-left:auto}}"
            + $"{root} div{{height:6px;margin-top:.35em;border-radius:3px;background:var(--bd);overflow:hidden}}{root} i{{display:block;height:100%;background:var(--bar)}}"
            + $"{root}.off i{{background:var(--mut)}}{root}.bad i{{background:var(--bad)}}{root} b{{color:var(--mut)}}{root}.done b{{color:var(--ok)}}{root}.bad b{{color:var(--bad)}}"
            + $"@media (forced-colors:active){{{root} div{{border:1px solid CanvasText}}{root} i{{background:Highlight;forced-color-adjust:none}}}}";
    }
}
