namespace DistLab.Notebooks.Display;

/// <summary>The copy of plotly.js that the build lays beside this library where npm was at hand.</summary>
internal static class PlotlyScript
{
    private static readonly string[] BasicTraces = ["scatter", "bar", "pie"];

    /// <summary>The file beside this library; null where there is none, and figures stay static.</summary>
    public static string? File
    {
        get
        {
            // A library that was loaded from memory lies nowhere.
            var folder = Path.GetDirectoryName(typeof(PlotlyScript).Assembly.Location);
            var file = string.IsNullOrEmpty(folder) ? null : Path.Combine(folder, "web", "plotly-basic.min.js");
            return System.IO.File.Exists(file) ? file : null;
        }
    }

    /// <summary>Whether that copy, of the basic bundle, draws all traces of a chart.</summary>
    public static bool Draws(Interchange.ChartData chart) => chart.Traces.Count > 0 && chart.Traces.All(t => BasicTraces.Contains(t.Type));
}
