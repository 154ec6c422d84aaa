using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using DistLab.Protocols;

namespace DistLab.Systems;

/// <summary>An assembly that a protocol needs: where it lies, or, of one that lies nowhere, what it consists of.</summary>
internal sealed record ShippedAssembly(string Name, string? Path, byte[]? Image);

/// <summary>A protocol on its way to another process: its object field by field, and what its code consists of.</summary>
/// <param name="Assemblies">The assemblies that the other process lacks.</param>
/// <param name="Universe">The names of those in which kinds of messages are looked for.</param>
/// <param name="Core">Which build of DistLab.Core the protocol was made with.</param>
/// <param name="Type">The protocol's type.</param>
/// <param name="Protocol">The protocol's fields.</param>
internal sealed record ShippedProgram(ValueList<ShippedAssembly> Assemblies, ValueList<string> Universe, Guid Core, string Type, byte[] Protocol)
{
    /// <summary>By this name a kernel that compiles cells gives away what it compiled: a function from an assembly to its bytes, or null.</summary>
    public const string CellAssemblies = "DistLab.CellAssemblies";

    private static readonly Assembly[] Own = [typeof(ShippedProgram).Assembly, typeof(NodeId).Assembly];

    private static Guid CoreVersion => typeof(NodeId).Module.ModuleVersionId;

    /// <summary>Packs a protocol.</summary>
    /// <exception cref="CodecException">A field of the protocol cannot travel.</exception>
    /// <exception cref="ClusterException">The protocol's code cannot be had.</exception>
    public static ShippedProgram Of(object protocol, TypeUniverse universe)
    {
        var type = protocol.GetType();
        var writer = new CodecWriter(CodecLimits.MaxProtocol);
        new CodecBuilder(universe, isStrict: false).Build(type).WriteObject(writer, protocol);
        return new(
            [.. Closure(universe.Assemblies).Select(assembly => Ship(assembly, type))],
            [.. universe.Assemblies.Select(assembly => assembly.GetName().Name!)],
            CoreVersion,
            type.AssemblyQualifiedName!,
            writer.Written.ToArray());
    }

    /// <summary>Unpacks the protocol; its code is loaded into this process.</summary>
    /// <exception cref="ClusterException">This process was built from another version of DistLab.</exception>
    public (object Protocol, TypeUniverse Universe) Unpack()
    {
        if (Core != CoreVersion)
            throw new ClusterException("DistLab.Core is not the same in the notebook and in the node's process. Build again, and restart the kernel.");
        var context = new ShippedContext(Assemblies);
        var universe = new TypeUniverse(Universe.Select(name => context.LoadFromAssemblyName(new AssemblyName(name))));
        var type = System.Type.GetType(Type, context.LoadFromAssemblyName, null, throwOnError: true)!;
        var reader = new CodecReader(Protocol);
        return (new CodecBuilder(universe, isStrict: false).Build(type).ReadObject(reader)!, universe);
    }

    /// <summary>Assemblies and all that they refer to, as far as they are neither ours nor the framework's.</summary>
    private static IEnumerable<Assembly> Closure(IEnumerable<Assembly> roots)
    {
        var known = new HashSet<Assembly>(Own);
        var open = new Queue<Assembly>(roots);
        while (open.TryDequeue(out var assembly))
        {
            if (IsRuntime(assembly) || !known.Add(assembly))
                continue;
            yield return assembly;
            foreach (var name in assembly.GetReferencedAssemblies())
            {
                if (TypeUniverse.Resolve(assembly, name) is { } referenced)
                    open.Enqueue(referenced);
            }
        }
    }

    private static bool IsRuntime(Assembly assembly) =>
        assembly.Location.StartsWith(RuntimeEnvironment.GetRuntimeDirectory(), StringComparison.OrdinalIgnoreCase);

    private static ShippedAssembly Ship(Assembly assembly, Type protocol)
    {
        var name = assembly.GetName().Name!;
        if (assembly.Location.Length > 0)
            return new(name, assembly.Location, null);
        var image = (AppContext.GetData(CellAssemblies) as Func<Assembly, byte[]?>)?.Invoke(assembly);
        return image is not null
            ? new(name, null, image)
            : throw new ClusterException(
                $"{TypeNames.Of(protocol)} uses code that was compiled in a cell, and this notebook's kernel does not say what it compiled, so that no other process can run it. "
                + "Put the protocol into a library and load that with #r, or use DistLab's own kernel.");
    }

    private sealed class ShippedContext(ValueList<ShippedAssembly> assemblies) : AssemblyLoadContext("protocol")
    {
        private readonly Dictionary<string, ShippedAssembly> _assemblies = assemblies.ToDictionary(assembly => assembly.Name);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (!_assemblies.TryGetValue(assemblyName.Name!, out var shipped))
                return null;
            return shipped.Path is { } path ? LoadFromAssemblyPath(path) : LoadFromStream(new MemoryStream(shipped.Image!));
        }
    }
}
