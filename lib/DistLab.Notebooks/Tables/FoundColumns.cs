using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using DistLab.Protocols;

namespace DistLab.Notebooks.Tables;

/// <summary>The columns that a table finds in its rows by itself.</summary>
internal static class FoundColumns
{
    public static ImmutableArray<TableColumn<T>> Of<T>(ImmutableArray<T> rows)
    {
        // Rows of an interface or of object take their columns from the first of them.
        var type = typeof(T).IsAbstract || typeof(T) == typeof(object) ? rows.FirstOrDefault(r => r is not null)?.GetType() ?? typeof(T) : typeof(T);
        if (IsValue(type))
            return [new("Value", r => r)];
        if (typeof(ITuple).IsAssignableFrom(type))
        {
            var length = rows.IsEmpty ? type.GetGenericArguments().Length : ((ITuple)rows[0]!).Length;
            return [.. Enumerable.Range(0, length).Select(i => new TableColumn<T>($"Item{i + 1}", r => ((ITuple)r!)[i]))];
        }
        var properties = Depth(type).Reverse().SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(p => p.MetadataToken))
            .Where(p => p.GetIndexParameters().Length == 0 && p.GetMethod is { IsPublic: true }).DistinctBy(p => p.Name).ToList();
        return properties.Count == 0 ? [new("Value", r => r)] : [.. properties.Select(p => new TableColumn<T>(Words(p.Name), r => r is null ? null : p.GetValue(r)))];
    }

    private static bool IsValue(Type type) =>
        type.IsPrimitive || type.IsEnum || Nullable.GetUnderlyingType(type) is not null
        || type == typeof(string) || type == typeof(decimal) || type == typeof(Duration) || type == typeof(Instant) || type == typeof(TimeSpan) || type == typeof(NodeId);

    private static IEnumerable<Type> Depth(Type type)
    {
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
            yield return t;
    }

    /// <summary>A property's name as one writes it: <c>WorstWait</c> becomes <c>Worst wait</c>, <c>P99</c> stays.</summary>
    public static string Words(string name)
    {
        var words = new System.Text.StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var starts = i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
            var alone = i + 1 >= name.Length || !char.IsLower(name[i + 1]);
            words.Append(starts ? " " : "").Append(starts && !alone ? char.ToLowerInvariant(name[i]) : name[i]);
        }
        return words.ToString();
    }
}
