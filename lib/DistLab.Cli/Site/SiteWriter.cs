using System.Text;
using DistLab.Kernel;

namespace DistLab.Cli.Site;

/// <summary>Writes a site file by file, each whole or not at all; pages may be written from several threads.</summary>
internal sealed class SiteWriter
{
    private readonly SiteOptions _options;
    private readonly IReadOnlyList<SiteEntry> _entries;

    /// <summary>Makes the output folder and proves that it can be written.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    public SiteWriter(SiteOptions options, IReadOnlyList<SiteEntry> entries)
    {
        (_options, _entries) = (options, entries);
        try
        {
            Directory.CreateDirectory(options.Folder);
            var probe = Path.Combine(options.Folder, $".distlab-{Environment.ProcessId}-{Guid.NewGuid():N}.tmp");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            var reason = FileAbove(options.Folder) is { } file ? $"'{file}' is a file" : e.Message.TrimEnd('.');
            throw new UsageException($"The output folder '{options.Folder}' cannot be written: {reason}. Choose another with --out DIR.");
        }
    }

    /// <summary>Writes a notebook's executed copy and its page.</summary>
    public SitePage Write(SiteEntry entry, NotebookRun run)
    {
        var page = PageHtml.Render(entry, run, _entries, _options);
        run.Document.Save(Path.Combine(_options.Folder, entry.CopyFile));
        WriteText(entry.PageFile, page.Html);
        return page;
    }

    /// <summary>Writes the index and what the pages load; returns the index's path.</summary>
    public string WriteIndex(IReadOnlyList<SitePage> pages)
    {
        if (_options.PlotlyFile is { } plotly)
        {
            var asset = Path.Combine(_options.Folder, SiteOptions.PlotlyAsset);
            Directory.CreateDirectory(Path.GetDirectoryName(asset)!);
            var temporary = Temporary(asset);
            File.Copy(plotly, temporary, overwrite: true);
            File.Move(temporary, asset, overwrite: true);
        }
        return WriteText("index.html", IndexHtml.Render(pages));
    }

    private static string? FileAbove(string folder)
    {
        for (var path = folder; path is not null; path = Path.GetDirectoryName(path))
        {
            if (File.Exists(path)) return path;
        }
        return null;
    }

    private string WriteText(string name, string text)
    {
        var path = Path.Combine(_options.Folder, name);
        var temporary = Temporary(path);
        try
        {
            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
        return path;
    }

    private static string Temporary(string path) => $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp";
}
