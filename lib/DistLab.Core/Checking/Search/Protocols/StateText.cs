using System.Reflection;

namespace DistLab.Checking.Search;

/// <summary>States in words.</summary>
internal static class StateText
{
    /// <summary>What has changed from one state to another: the properties that differ, or all of it.</summary>
    public static string Change(object? before, object? after)
    {
        if (after is null)
            return "down";
        if (before?.GetType() != after.GetType() || !ValueEquality.IsRecord(after.GetType()))
            return after.Equals(before) ? "as before" : after.ToString() ?? "";
        var changes = Properties(after.GetType())
            .Select(property => (property.Name, Before: property.GetValue(before), After: property.GetValue(after)))
            .Where(property => !Equals(property.Before, property.After))
            .Select(property => $"{property.Name} = {property.After ?? "null"}")
            .ToList();
        return changes.Count == 0 ? "as before" : string.Join(", ", changes);
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
        .OrderBy(property => property.MetadataToken);
}
