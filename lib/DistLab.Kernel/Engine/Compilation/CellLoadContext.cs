using System.Reflection;
using System.Runtime.Loader;

namespace DistLab.Kernel;

/// <summary>
/// Loads compiled cells and the libraries that they refer to. What this program itself is made of comes first, so that a copy
/// of it beside a library does no harm; then the folders of the libraries that cells named.
/// </summary>
internal sealed class CellLoadContext() : AssemblyLoadContext("cells")
{
    private readonly Dictionary<string, Assembly> _cells = [];
    private readonly Dictionary<string, string> _files = [];
    private readonly List<string> _folders = [];
    private readonly List<AssemblyDependencyResolver> _resolvers = [];

    internal Assembly LoadCell(string name, Stream assembly, Stream symbols)
    {
        var loaded = LoadFromStream(assembly, symbols);
        CellImages.Keep(loaded, assembly);
        _cells[name] = loaded;
        return loaded;
    }

    /// <summary>Makes a library and what lies beside it loadable.</summary>
    internal void AddLibrary(string path)
    {
        _files.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        string folder = Path.GetDirectoryName(path)!;
        if (!_folders.Contains(folder))
            _folders.Add(folder);
        if (File.Exists(Path.ChangeExtension(path, ".deps.json")))
            _resolvers.Add(new AssemblyDependencyResolver(path));
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        if (_cells.TryGetValue(name, out var cell))
            return cell;
        if (FrameworkReferences.HostPath(name) is not null)
            return null;
        string? path = _files.GetValueOrDefault(name)
            ?? _folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists)
            ?? _resolvers.Select(resolver => resolver.ResolveAssemblyToPath(assemblyName)).FirstOrDefault(found => found is not null);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path = _resolvers.Select(resolver => resolver.ResolveUnmanagedDllToPath(unmanagedDllName)).FirstOrDefault(found => found is not null);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }
}
