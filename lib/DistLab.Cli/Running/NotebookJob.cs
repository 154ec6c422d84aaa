using DistLab.Cli.Site;
using DistLab.Kernel;

namespace DistLab.Cli;

/// <summary>A notebook that is to be run.</summary>
/// <param name="Entry">Its place in the site.</param>
/// <param name="Document">The notebook as it was read.</param>
internal sealed record NotebookJob(SiteEntry Entry, NotebookDocument Document)
{
    /// <summary>What the screen calls it.</summary>
    public string Name => Entry.Name;

    /// <summary>Full path of the notebook.</summary>
    public string Path => Entry.SourcePath;

    /// <summary>The number of code cells.</summary>
    public int CodeCells => Document.Cells.Count(cell => cell.Type == CellType.Code);

    /// <summary>The job of a notebook that was read from a file.</summary>
    public static NotebookJob Of(string path, NotebookDocument document) => new(SiteEntry.Of(path, document), document);
}
