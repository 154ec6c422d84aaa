namespace DistLab.Cli;

/// <summary>Whether figures can be made interactive: the build fetches plotly.js where npm is at hand.</summary>
internal static class Interactive
{
    /// <summary>What to say where plotly.js is missing.</summary>
    public const string WhyNot = "Figures are static: plotly.js was not fetched (needs npm and, once, the network). To try again: distlab build";

    /// <summary>The fetched file beside this program, or null.</summary>
    public static string? PlotlyFile =>
        Path.Combine(AppContext.BaseDirectory, "web", "plotly-basic.min.js") is var file && File.Exists(file) ? file : null;
}
