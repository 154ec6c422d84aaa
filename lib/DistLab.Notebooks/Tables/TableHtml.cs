using System.Text;
using DistLab.Notebooks.Drawing;

namespace DistLab.Notebooks.Tables;

/// <summary>A table as an HTML fragment with its own small style sheet.</summary>
/// <remarks>
/// The fragment paints its own background, as some hosts put white behind an output whatever the reader's theme. Its selectors
/// name their class twice to outrank the hosts' own table rules, and numbers bear an <c>align</c> attribute for viewers that strip styles.
/// </remarks>
internal static class TableHtml
{
    private const string Root = ".dl-table.dl-table";

    public static string Of(TableContent table)
    {
        var html = new StringBuilder("<div class=\"dl-table\"><style>").Append(StyleSheet()).Append("</style>\n<table>");
        if (table.Caption is not null)
            html.Append("<caption>").Append(Markup.Escape(table.Caption)).Append("</caption>");
        html.Append("\n<thead><tr>");
        foreach (var column in table.Columns)
            html.Append("<th scope=\"col\"").Append(Side(column)).Append('>').Append(Markup.Escape(column.Head)).Append("</th>");
        html.Append("</tr></thead>\n<tbody>");
        for (var row = 0; row < table.Shown; row++)
        {
            html.Append("\n<tr>");
            foreach (var column in table.Columns)
                html.Append("<td").Append(Side(column)).Append(" data-l=\"").Append(Markup.Escape(column.Head)).Append("\">").Append(Markup.Escape(column.Texts[row])).Append("</td>");
            html.Append("</tr>");
        }
        html.Append("\n</tbody>");
        var note = table.Count == 0 ? "no rows" : table.More;
        if (note is not null)
            html.Append("\n<tfoot><tr><td colspan=\"").Append(Math.Max(1, table.Columns.Count)).Append("\">").Append(note).Append("</td></tr></tfoot>");
        return html.Append("\n</table></div>\n").ToString();
    }

    private static string Side(TableCells column) => column.IsRight ? " class=\"n\" align=\"right\"" : " align=\"left\"";

    private static string StyleSheet()
    {
        Paint[] paints = [Paint.Card, Paint.Border, Paint.Ink, Paint.Muted];
        var light = string.Concat(paints.Select(p => $"--{p.Name}:{Palette.Light(p)};"));
        var dark = string.Concat(paints.Select(p => $"--{p.Name}:{Palette.Dark(p)};"));
        return $".dl-table,.vscode-light .dl-table,[data-theme=light] .dl-table,[data-jp-theme-light=true] .dl-table{{{light}}}"
            + $".vscode-dark .dl-table,[data-theme=dark] .dl-table,[data-jp-theme-light=false] .dl-table{{{dark}}}"
            + $"@media screen and (prefers-color-scheme:dark){{.dl-table{{{dark}}}}}"
            + $"{Root}{{background:var(--bg);color:var(--ink);border-radius:8px;padding:.6em 1em;overflow-x:auto;max-width:720px;box-sizing:border-box;font:15px/1.4 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif;font-variant-numeric:tabular-nums}}"
            + $"{Root} table{{border-collapse:collapse;width:auto;min-width:40%;margin:0;border:0;color:inherit;font-size:inherit;background:none}}"
            + $"{Root} caption{{text-align:left;font-weight:650;padding:0 0 .5em;color:inherit;caption-side:top}}"
            + $"{Root} table tr,{Root} table tbody tr:nth-child(n),{Root} table tbody tr:nth-child(n):hover{{background:none}}"
            + $"{Root} th,{Root} td{{text-align:left;border:0;padding:.4em 1.4em .4em 0;vertical-align:baseline;max-width:none;background:none;color:inherit}}"
            + $"{Root} th.n,{Root} td.n{{text-align:right;white-space:nowrap}}{Root} th:last-child,{Root} td:last-child{{padding-right:0}}"
            + $"{Root} thead th{{font-weight:500;font-size:13.5px;color:var(--mut);border-bottom:1px solid var(--mut);vertical-align:bottom}}"
            + $"{Root} tbody td{{border-bottom:1px solid var(--bd)}}{Root} tfoot td{{color:var(--mut)}}"
            + $"@media(max-width:560px){{{Root} thead{{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}}{Root} table,{Root} tbody,{Root} caption{{display:block}}"
            + $"{Root} tbody tr{{display:block;padding:.5em 0;border-bottom:1px solid var(--bd)}}{Root} tbody td,{Root} tbody td.n{{display:flex;justify-content:space-between;gap:1em;text-align:left;border:0;padding:.1em 0}}"
            + $"{Root} tbody td:first-child{{font-weight:600}}{Root} tbody td::before{{content:attr(data-l);color:var(--mut);font-weight:400}}}}";
    }
}
