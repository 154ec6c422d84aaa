using System.Collections;
using System.Reflection;
using DistLab.Protocols;

namespace DistLab.Notebooks.SpaceTime;

/// <summary>The sides of a cut, from the content of a trace's partition row.</summary>
internal static class PartitionSides
{
    /// <summary>The sides: a list of lists of nodes, one list (against all others), or an object with a property of such a kind.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(object? content)
    {
        if (Read(content) is { } sides)
            return sides;
        if (content is null or string)
            return [];
        var lists = content.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.MetadataToken)
            .Select(property => Read(property.GetValue(content)))
            .OfType<IReadOnlyList<IReadOnlyList<int>>>();
        return [.. lists.SelectMany(list => list)];
    }

    private static IReadOnlyList<IReadOnlyList<int>>? Read(object? value)
    {
        if (value is string or not IEnumerable)
            return null;
        var items = ((IEnumerable)value).Cast<object>().ToList();
        if (items.Count > 0 && items.All(item => item is NodeId))
            return [Sorted(items)];
        if (items.Count > 0 && items.All(item => item is IEnumerable<NodeId>))
            return [.. items.Select(item => Sorted(((IEnumerable<NodeId>)item).Cast<object>()))];
        return null;
    }

    private static int[] Sorted(IEnumerable<object> nodes) => [.. nodes.Select(node => ((NodeId)node).Index).Order()];
}
