using System.Collections.Concurrent;
using System.IO.MemoryMappedFiles;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace DistLab.Kernel;

/// <summary>The assemblies of the running program, and those of them that every cell may use.</summary>
internal static class FrameworkReferences
{
    private static readonly Lazy<Dictionary<string, string>> HostPaths = new(() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase));

    // What is mapped stays so: the compiler holds pointers into it.
    private static readonly ConcurrentDictionary<string, Lazy<MemoryMappedViewAccessor>> Views = new();

    private static IEnumerable<string> Own =>
        new[] { typeof(CellHelpers), typeof(Formatter), typeof(IHtmlContent) }.Select(type => type.Assembly.Location);

    /// <summary>
    /// The framework, this library's helpers, and the formatting package: what a cell sees before its first <c>#r</c>. They are
    /// made anew for each session: two that compile at the same time would each get some of the other's symbols.
    /// </summary>
    internal static IReadOnlyList<MetadataReference> ForCells() =>
        [.. InFolderOf(typeof(object)).Concat(Own).Select(Mapped)];

    /// <summary>Names of all assemblies that come with ASP.NET Core.</summary>
    internal static IEnumerable<string> AspNetCore => InFolderOf(typeof(IHtmlContent));

    /// <summary>Where an assembly of the running program lies, or null where it has none of that name.</summary>
    internal static string? HostPath(string name) => HostPaths.Value.GetValueOrDefault(name);

    /// <summary>Whether every cell sees an assembly of that name.</summary>
    internal static bool IsVisible(string name) =>
        HostPath(name) is { } path && (Path.GetDirectoryName(path) == Folder(typeof(object)) || Own.Contains(path));

    private static PortableExecutableReference Mapped(string path)
    {
        var view = Views.GetOrAdd(path, file => new Lazy<MemoryMappedViewAccessor>(() => Map(file))).Value;
        var module = ModuleMetadata.CreateFromImage(view.SafeMemoryMappedViewHandle.DangerousGetHandle(), (int)new FileInfo(path).Length);
        return AssemblyMetadata.Create(module).GetReference(filePath: path);
    }

    /// <summary>Of a mapped file only that is read what the compiler looks at: read whole, the framework takes 48 MB of memory.</summary>
    private static MemoryMappedViewAccessor Map(string path)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        return file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    private static IEnumerable<string> InFolderOf(Type type) =>
        HostPaths.Value.Values.Where(path => Path.GetDirectoryName(path) == Folder(type)).Order(StringComparer.Ordinal);

    private static string? Folder(Type type) => Path.GetDirectoryName(type.Assembly.Location);
}
