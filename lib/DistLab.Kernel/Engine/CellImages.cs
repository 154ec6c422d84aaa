using System.Reflection;
using System.Runtime.CompilerServices;

namespace DistLab.Kernel;

/// <summary>
/// What cells were compiled to. An assembly that lies in memory only cannot be run by another process, unless somebody keeps
/// its bytes; DistLab.Systems asks for them, without knowing this library, by a name that both agree on.
/// </summary>
internal static class CellImages
{
    /// <summary>The name under which <see cref="AppContext.GetData"/> gives a function from an assembly to its bytes, or null.</summary>
    internal const string DataName = "DistLab.CellAssemblies";

    private static readonly ConditionalWeakTable<Assembly, byte[]> Images = [];

    static CellImages() => AppContext.SetData(DataName, (Func<Assembly, byte[]?>)(assembly => Images.TryGetValue(assembly, out var image) ? image : null));

    /// <summary>Keeps an assembly's bytes for as long as the assembly is there.</summary>
    internal static void Keep(Assembly assembly, Stream image)
    {
        image.Position = 0;
        var bytes = new byte[image.Length];
        image.ReadExactly(bytes);
        Images.Add(assembly, bytes);
    }
}
