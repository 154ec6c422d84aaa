using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace DistLab.Kernel;

/// <summary>
/// What the compiler must see when a cell refers to a library: the library, the libraries beside it that it uses, and those
/// parts of the framework that it uses and cells do not see anyway.
/// </summary>
internal sealed class LibraryReferences
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>References that are new to the session.</summary>
    internal IEnumerable<MetadataReference> Closure(string path)
    {
        var open = new Queue<string>([path]);
        if (UsesAspNetCore(path))
        {
            foreach (string part in FrameworkReferences.AspNetCore)
                open.Enqueue(part);
        }
        while (open.TryDequeue(out string? next))
        {
            string name = Path.GetFileNameWithoutExtension(next);
            if (FrameworkReferences.IsVisible(name) || !_known.Add(name))
                continue;

            yield return MetadataReference.CreateFromFile(next);
            foreach (string used in Uses(next))
            {
                string beside = Path.Combine(Path.GetDirectoryName(next)!, used + ".dll");
                if (FrameworkReferences.HostPath(used) is { } host)
                    open.Enqueue(host);
                else if (File.Exists(beside))
                    open.Enqueue(beside);
            }
        }
    }

    private static bool UsesAspNetCore(string path)
    {
        string configuration = Path.ChangeExtension(path, ".runtimeconfig.json");
        return File.Exists(configuration) && File.ReadAllText(configuration).Contains("Microsoft.AspNetCore.App", StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Uses(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
