using System.Collections.Immutable;

namespace DistLab.Web;

/// <summary>All state of a server at one instant, which later changes do not touch.</summary>
/// <param name="Version">How many changes led to it.</param>
/// <param name="Items">The items by key.</param>
internal sealed record StoreImage(long Version, ImmutableSortedDictionary<string, byte[]> Items)
{
    public static StoreImage Empty { get; } = new(0, ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal));
}
