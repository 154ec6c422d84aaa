using System.Reflection;

namespace DistLab.Systems;

/// <summary>The assemblies in which kinds of a type are looked for: those that a protocol consists of.</summary>
internal sealed class TypeUniverse
{
    private readonly Lazy<Type[]> _types;

    public TypeUniverse(IEnumerable<Assembly> assemblies)
    {
        Assemblies = [.. assemblies.Distinct().OrderBy(assembly => assembly.GetName().Name, StringComparer.Ordinal)];
        _types = new(() => [.. Assemblies.SelectMany(ClassesOf)]);
    }

    /// <summary>Ordered by name.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; }

    /// <summary>
    /// The assemblies of a type, of its base types and type arguments, and those that they refer to: as far as they know what a
    /// protocol is, or lie in memory only, as a notebook's cells do.
    /// </summary>
    public static TypeUniverse Of(params IEnumerable<Type> types)
    {
        var known = new HashSet<Assembly>();
        Assembly[] roots = [.. types.SelectMany(Roots).Where(assembly => !IsFramework(assembly.GetName()))];
        var open = new Queue<Assembly>(roots);
        while (open.TryDequeue(out var assembly))
        {
            if ((!KnowsProtocols(assembly) && !roots.Contains(assembly)) || !known.Add(assembly))
                continue;
            foreach (var name in assembly.GetReferencedAssemblies().Where(name => !IsFramework(name)))
            {
                if (Resolve(assembly, name) is { } referenced)
                    open.Enqueue(referenced);
            }
        }
        return new(known);
    }

    /// <summary>The classes that a value of a type can be of, in an order that is the same wherever the same program runs.</summary>
    public IReadOnlyList<Type> KindsOf(Type type)
    {
        var candidates = Assemblies.Contains(type.Assembly) ? _types.Value : [.. _types.Value, .. ClassesOf(type.Assembly)];
        var kinds = candidates.Select(candidate => Close(candidate, type)).OfType<Type>();
        if (type is { IsClass: true, IsAbstract: false })
            kinds = kinds.Append(type);
        return [.. kinds.Distinct().OrderBy(TypeNames.Full, StringComparer.Ordinal)];
    }

    internal static bool IsFramework(AssemblyName name) =>
        name.Name is { } simple && (simple is "mscorlib" or "netstandard" or "System" || simple.StartsWith("System.", StringComparison.Ordinal) || simple.StartsWith("Microsoft.", StringComparison.Ordinal));

    private static IEnumerable<Assembly> Roots(Type type)
    {
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            yield return at.Assembly;
            foreach (var argument in at.GetGenericArguments().SelectMany(Roots))
                yield return argument;
        }
    }

    private static bool KnowsProtocols(Assembly assembly)
    {
        var core = typeof(Protocols.NodeId).Assembly;
        return assembly == core
            || assembly.Location.Length == 0
            || (!IsFramework(assembly.GetName()) && assembly.GetReferencedAssemblies().Any(name => name.Name == core.GetName().Name));
    }

    internal static Assembly? Resolve(Assembly from, AssemblyName name)
    {
        try
        {
            return System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(from)?.LoadFromAssemblyName(name);
        }
        catch (IOException)
        {
            // What is not there cannot be in use either.
            return null;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    private static IEnumerable<Type> ClassesOf(Assembly assembly) => TypesOf(assembly).Where(type => type is { IsClass: true, IsAbstract: false });

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }

    /// <summary>A class as a kind of a type; a class nested in a generic one shares its type arguments.</summary>
    private static Type? Close(Type candidate, Type type)
    {
        if (!candidate.IsGenericTypeDefinition)
            return type.IsAssignableFrom(candidate) ? candidate : null;
        if (!type.IsConstructedGenericType || candidate.GetGenericArguments().Length != type.GetGenericArguments().Length)
            return null;
        var definition = type.GetGenericTypeDefinition();
        for (var at = candidate.BaseType; at is not null; at = at.BaseType)
        {
            if (at.IsGenericType && at.GetGenericTypeDefinition() == definition && at.GetGenericArguments().SequenceEqual(candidate.GetGenericArguments()))
                return candidate.MakeGenericType(type.GetGenericArguments());
        }
        return null;
    }
}
