namespace DistLab.Cli.Site;

/// <summary>Where a site is written and what it may use.</summary>
/// <param name="Folder">Full path of the output folder.</param>
/// <param name="PlotlyFile">The copy of plotly.js that makes figures interactive; null where there is none, and figures stay static.</param>
internal sealed record SiteOptions(string Folder, string? PlotlyFile)
{
    /// <summary>Where pages find plotly.js, relative to themselves.</summary>
    public const string PlotlyAsset = "assets/plotly-basic.min.js";
}
