using System.Text.Json.Nodes;

namespace DistLab.Cli.Site;

/// <summary>An executed notebook as the site receives it.</summary>
/// <param name="Name">The file name without extension; the page and the executed copy are named after it.</param>
/// <param name="SourcePath">Full path of the notebook that was run: relative links and images are seen from there.</param>
/// <param name="Document">The executed notebook, nbformat 4.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Elapsed">Wall time of the whole run.</param>
/// <param name="CellTimes">Wall time by index of the cell in the document; a cell that did not run is absent.</param>
internal sealed record SiteNotebook(
    string Name, string SourcePath, JsonObject Document, Verdict Verdict, TimeSpan Elapsed, IReadOnlyDictionary<int, TimeSpan> CellTimes);
