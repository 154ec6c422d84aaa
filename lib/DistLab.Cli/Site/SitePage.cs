using DistLab.Kernel;

namespace DistLab.Cli.Site;

/// <summary>A page that was rendered, with what the index tells of it.</summary>
/// <param name="Entry">Its place in the site.</param>
/// <param name="Run">The run it shows.</param>
/// <param name="Html">The whole page.</param>
/// <param name="Lead">Its first paragraph as plain text; null where it has none.</param>
/// <param name="Aims">What a reader will be able to do, from its aim box.</param>
internal sealed record SitePage(SiteEntry Entry, NotebookRun Run, string Html, string? Lead, IReadOnlyList<string> Aims);
