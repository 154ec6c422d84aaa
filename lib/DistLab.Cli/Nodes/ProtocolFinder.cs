using System.Reflection;
using DistLab.Protocols;

namespace DistLab.Cli.Nodes;

/// <summary>Finds a protocol by its name, in DistLab itself or in a library of the user's, and makes one.</summary>
internal static class ProtocolFinder
{
    /// <summary>The protocol's class.</summary>
    /// <param name="name">Its name; case does not matter.</param>
    /// <param name="library">The user's library, or null.</param>
    /// <exception cref="UsageException">There is no such protocol, or no such library.</exception>
    public static Type Find(string name, string? library)
    {
        var protocols = Load(library).GetTypes()
            .Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && type.IsVisible && TypesOf(type) is not null)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .ToList();
        return protocols.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException(protocols.Count == 0
                ? $"There is no protocol in '{library}': a public class that derives from Protocol<TState, TMessage>."
                : $"There is no protocol '{name}'. There are: {string.Join(", ", protocols.Select(type => type.Name))}.");
    }

    /// <summary>The types of a protocol's state and messages; null of what is no protocol.</summary>
    public static (Type State, Type Message)? TypesOf(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.IsGenericType && at.GetGenericTypeDefinition() == typeof(Protocol<,>))
                return (at.GetGenericArguments()[0], at.GetGenericArguments()[1]);
        }
        return null;
    }

    /// <summary>Makes a protocol by the constructor of which most parameters are known.</summary>
    /// <exception cref="UsageException">A value is missing, unknown or not understood.</exception>
    public static object Make(Type type, ProtocolParameters parameters)
    {
        var constructors = type.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length).ToList();
        var constructor = constructors.FirstOrDefault(parameters.Fill) ?? constructors.FirstOrDefault()
            ?? throw new UsageException($"{type.Name} has no public constructor.");
        var values = constructor.GetParameters().Select(parameters.ValueOf).ToArray();
        parameters.CheckAllUsed(type);
        try
        {
            return constructor.Invoke(values);
        }
        catch (TargetInvocationException e)
        {
            throw new UsageException($"{type.Name} does not take these parameters: {e.InnerException!.Message}");
        }
    }

    private static Assembly Load(string? library)
    {
        if (library is null)
            return typeof(Protocol<,>).Assembly;
        try
        {
            return Assembly.LoadFrom(library);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            throw new UsageException($"'{library}' is not there, or is no .NET library. Build it first, and give the path of its .dll.");
        }
    }
}
