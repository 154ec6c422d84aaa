namespace DistLab.Systems;

/// <summary>Types as a reader of C# would name them.</summary>
internal static class TypeNames
{
    /// <summary>The short name, for messages to people: <c>ValueList&lt;NodeId&gt;</c>.</summary>
    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner) + "?";
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return type.Name;
        var name = type.Name;
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        return $"{(arity < 0 ? name : name[..arity])}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }

    /// <summary>The full name without versions of assemblies: alike wherever the same program runs.</summary>
    public static string Full(Type type)
    {
        if (type.IsArray)
            return Full(type.GetElementType()!) + "[]";
        return type.IsConstructedGenericType
            ? $"{type.GetGenericTypeDefinition().FullName}<{string.Join(",", type.GetGenericArguments().Select(Full))}>"
            : type.FullName ?? type.Name;
    }
}
