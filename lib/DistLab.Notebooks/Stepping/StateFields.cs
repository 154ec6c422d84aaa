using System.Collections;
using System.Globalization;
using System.Reflection;
using DistLab.Notebooks.SpaceTime;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Notebooks.Stepping;

/// <summary>A state as a reader sees it: the properties of its record, each as text.</summary>
internal static class StateFields
{
    private const int MostFields = 40;
    private const int LongestValue = 400;

    public static IReadOnlyList<(string Name, string Value)> Of(object? state)
    {
        if (state is null or string or IFormattable or Enum or IEnumerable or ImportedContent)
            return [("", Text(state))];
        var properties = state.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && property.CanRead)
            .OrderBy(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken)
            .ToList();
        if (properties.Count == 0)
            return [("", Text(state))];
        var fields = properties.Take(MostFields).Select(property => (property.Name, Value(property, state))).ToList();
        if (properties.Count > MostFields)
            fields.Add(("…", $"{properties.Count - MostFields} more"));
        return fields;
    }

    /// <summary>A value in words that are alike in every culture.</summary>
    public static string Text(object? value) => Clip(value switch
    {
        null => "–",
        string text => text,
        bool yes => yes ? "yes" : "no",
        Instant instant => ContentText.Time(instant.Nanoseconds),
        Duration length => ContentText.Time(length.Nanoseconds),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items when !HasOwnWords(value) => "[" + string.Join(", ", items.Cast<object?>().Take(100).Select(Text)) + "]",
        _ => value.ToString() ?? "",
    });

    // Whoever wrote the state may have let a property fail; that is no reason to show nothing.
    private static string Value(PropertyInfo property, object state)
    {
        try
        {
            return Text(property.GetValue(state));
        }
        catch (TargetInvocationException e)
        {
            return Clip($"({e.InnerException!.GetType().Name}: {e.InnerException.Message})");
        }
    }

    private static bool HasOwnWords(object value) => value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType != typeof(object);

    private static int Depth(Type type) => type.BaseType is { } parent ? Depth(parent) + 1 : 0;

    private static string Clip(string text) => text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue - 1), "…");
}
