namespace DistLab.Protocols;

/// <summary>Makes a <see cref="ValueList{T}"/> from a collection expression.</summary>
public static class ValueListBuilder
{
    /// <summary>A list of the given items, in order.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
}
