using System.Collections.Concurrent;
using System.Reflection;
using DistLab.Protocols;

namespace DistLab.Checking.Search;

/// <summary>Whether equal content makes equal values. A search tells states apart by it, so it must hold of all that a state is made of.</summary>
internal static class ValueEquality
{
    private const BindingFlags OwnFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<(Type, bool), bool> Good = [];

    /// <summary>Makes sure of a type, and of all that its fields can hold as far as their types tell.</summary>
    /// <param name="type">The type.</param>
    /// <param name="ownEquality">Whether a class will do that is no record but overrides <see cref="object.Equals(object)"/>.</param>
    /// <exception cref="NotSupportedException">Some of it equals only itself.</exception>
    public static void Require(Type type, bool ownEquality)
    {
        if (Good.ContainsKey((type, ownEquality)))
            return;
        Require(type, type.Name, [], ownEquality);
        Good[(type, ownEquality)] = true;
    }

    public static bool IsRecord(Type type) => type.GetMethod("<Clone>$", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is not null;

    public static bool IsValueList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>);

    /// <summary>The fields that make up a value, those of its base types first.</summary>
    public static IEnumerable<FieldInfo> Fields(Type type)
    {
        var own = type.GetFields(OwnFields).OrderBy(field => field.MetadataToken);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? Fields(parent).Concat(own) : own;
    }

    /// <summary>Whether a value is hashed as a whole.</summary>
    public static bool IsLeaf(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string);

    private static void Require(Type type, string path, HashSet<Type> seen, bool ownEquality)
    {
        if (IsLeaf(type) || !seen.Add(type))
            return;
        if (IsValueList(type))
            Require(type.GetGenericArguments()[0], path + "[…]", seen, ownEquality);
        else if (type.IsValueType || IsRecord(type))
            RequireFields(type, path, seen, ownEquality);
        else if (!(type.IsInterface || type.IsAbstract || type == typeof(object) || (ownEquality && OverridesEquals(type))))
            throw new NotSupportedException($"{path} is of the type {Name(type)}, {(OverridesEquals(type) ? "which cannot be seen into" : "two of which are never equal, however alike")}. {Advice(type)}");
    }

    private static void RequireFields(Type type, string path, HashSet<Type> seen, bool ownEquality)
    {
        foreach (var field in Fields(type))
            Require(field.FieldType, $"{path}.{PropertyName(field)}", seen, ownEquality);
    }

    private static bool OverridesEquals(Type type) => type.GetMethod(nameof(Equals), [typeof(object)])?.DeclaringType != typeof(object);

    private static string PropertyName(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    private static string Advice(Type type) => type.IsAssignableTo(typeof(System.Collections.IEnumerable))
        ? "Use a ValueList instead."
        : "Make it a record.";

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
