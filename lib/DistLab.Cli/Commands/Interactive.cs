using DistLab.Notebooks.Display;

namespace DistLab.Cli;

/// <summary>Whether figures can be made interactive: the build fetches plotly.js where npm is at hand.</summary>
internal static class Interactive
{
    /// <summary>What to say where plotly.js is missing.</summary>
    public const string WhyNot = "Figures are static: plotly.js was not fetched (needs npm and, once, the network). To try again: distlab build";

    /// <summary>The fetched file, or null.</summary>
    public static string? PlotlyFile => PlotlyScript.File;
}
