using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DistLab.Notebooks.Drawing;
using DistLab.Notebooks.Interchange;

namespace DistLab.Notebooks.Display;

/// <summary>A figure as a piece of an HTML page: the static drawing, what makes it interactive, and its data as tables.</summary>
internal static class FigureHtml
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Lazy<string> StyleText = new(() => Asset("figures.css"));
    private static readonly Lazy<string> ScriptText = new(() => Asset("figures.js"));

    /// <summary>The style sheet that a page of figures needs. It takes its colours from the page's variables <c>--page</c>, <c>--rule</c>, <c>--ink</c>, <c>--quiet</c>, <c>--tint</c>.</summary>
    public static string Style => StyleText.Value;

    /// <summary>The script that a page of figures needs, to stand behind them.</summary>
    public static string Script => ScriptText.Value;

    /// <summary>A figure.</summary>
    /// <param name="svg">The drawing, an <c>svg</c> element.</param>
    /// <param name="plotly">The chart with its data; null where there is only a drawing.</param>
    /// <param name="id">The id of the figure's button, unique on the page.</param>
    /// <param name="library">Where the page finds plotly.js; null where it does not.</param>
    /// <param name="opens">Whether it is interactive from the start.</param>
    public static string Render(string svg, JsonObject? plotly, string id, string? library, bool opens = false)
    {
        var chart = plotly is null ? null : ReadOrNull(plotly);
        var start = svg.IndexOf("<svg", StringComparison.Ordinal);
        var html = new StringBuilder("<figure class=\"plot\"").Append(opens ? " data-open" : "").Append('>');
        html.Append("<div class=\"canvas\" tabindex=\"0\" role=\"group\" aria-label=\"Figure\">").Append(start < 0 ? svg : svg[start..]).Append("</div>");
        if (chart is not null && library is not null && PlotlyScript.Draws(chart))
        {
            html.Append($"<p class=\"tools\"><span role=\"status\"></span><button type=\"button\" id=\"{id}\" hidden aria-pressed=\"false\" data-library=\"{Markup.Escape(library)}\">Explore</button></p>")
                .Append("<script type=\"application/json\">").Append(ForScript(plotly!.ToJsonString(Readable))).Append("</script>");
        }
        if (chart is not null)
            html.Append(Data(ChartTables.Of(chart)));
        return html.Append("</figure>\n").ToString();
    }

    private static string Data(IReadOnlyList<Table> tables)
    {
        if (tables.All(t => t.Columns[0].Values.Count == 0))
            return "";
        var sheets = string.Concat(tables.Where(t => t.Columns[0].Values.Count > 0).Select(t => t.ToHtml()));
        return $"<details class=\"data\"><summary>Data as a table</summary><div class=\"sheets\" tabindex=\"0\" role=\"group\" aria-label=\"Data of the figure\">{sheets}</div></details>";
    }

    private static ChartData? ReadOrNull(JsonObject plotly)
    {
        try
        {
            return ChartData.Parse(plotly.ToJsonString());
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// JSON that is safe inside a script element. A <c>&lt;</c> occurs only within its strings, where <c>\u003c</c> means the same,
    /// so neither <c>&lt;/script</c> nor <c>&lt;!--</c> can appear.
    /// </summary>
    private static string ForScript(string json) => json.Replace("<", "\\u003c").Replace("\u2028", "\\u2028").Replace("\u2029", "\\u2029");

    /// <summary>A text that was built into this library.</summary>
    public static string Asset(string name)
    {
        using var stream = typeof(FigureHtml).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
