using System.IO.MemoryMappedFiles;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace DistLab.Kernel;

/// <summary>
/// Finds the XML documentation of a symbol. The files are searched as bytes and not kept: an SDK's are 31 MB, and parsed they
/// would be several times that.
/// </summary>
internal static class DocumentationFiles
{
    private static readonly Lazy<IReadOnlyList<string>> FrameworkFiles = new(() =>
        [.. new[] { "Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref" }.SelectMany(ReferencePack)]);

    /// <summary>The element of a symbol; null where it has no documentation that is at hand.</summary>
    /// <param name="id">The symbol's documentation id, for example <c>M:System.Console.Beep</c>.</param>
    /// <param name="library">The library that it is defined in.</param>
    internal static XElement? Find(string id, string library)
    {
        byte[] start = Encoding.UTF8.GetBytes($"<member name=\"{id}\"");
        return Files(library, id).Select(file => FindIn(file, start)).FirstOrDefault(found => found is not null);
    }

    /// <summary>The file beside the library, or for the framework's those of the SDK; there a file is named after the namespace, mostly.</summary>
    private static IEnumerable<string> Files(string library, string id)
    {
        string beside = Path.ChangeExtension(library, ".xml");
        if (File.Exists(beside))
            return [beside];
        if (FrameworkReferences.HostPath(Path.GetFileNameWithoutExtension(library)) is null)
            return [];
        string name = id[2..];
        return FrameworkFiles.Value
            .OrderByDescending(file => Path.GetFileNameWithoutExtension(file) is var space && name.StartsWith(space + ".", StringComparison.Ordinal) ? space.Length : 0)
            .ThenByDescending(file => Path.GetFileName(file) == "System.Runtime.xml");
    }

    private static IEnumerable<string> ReferencePack(string pack)
    {
        string folder = Path.Combine(Path.GetDirectoryName(DotNetHost.Path) ?? "", "packs", pack);
        string? version = Directory.Exists(folder)
            ? Directory.GetDirectories(folder, $"{Environment.Version.Major}.*").MaxBy(path => Version.TryParse(Path.GetFileName(path), out var number) ? number : new Version())
            : null;
        string files = version is null ? "" : Path.Combine(version, "ref", $"net{Environment.Version.Major}.0");
        return Directory.Exists(files) ? Directory.GetFiles(files, "*.xml").Order(StringComparer.Ordinal) : [];
    }

    private static unsafe XElement? FindIn(string file, byte[] start)
    {
        using var mapped = MemoryMappedFile.CreateFromFile(file, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using var view = mapped.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* content = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref content);
        try
        {
            return FindIn(new ReadOnlySpan<byte>(content, checked((int)new FileInfo(file).Length)), start);
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private static XElement? FindIn(ReadOnlySpan<byte> text, byte[] start)
    {
        int from = text.IndexOf(start);
        if (from < 0)
            return null;
        text = text[from..];
        var end = "</member>"u8;
        int length = text.IndexOf(end);
        try
        {
            return length < 0 ? null : XElement.Parse(Encoding.UTF8.GetString(text[..(length + end.Length)]), LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
