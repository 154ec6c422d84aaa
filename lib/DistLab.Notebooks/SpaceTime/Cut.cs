namespace DistLab.Notebooks.SpaceTime;

/// <summary>A time in which the network was cut.</summary>
/// <param name="From">When it was cut, in nanoseconds.</param>
/// <param name="To">When it was healed or cut anew; <c>null</c> if never.</param>
/// <param name="Sides">The sides, each the nodes that still reach each other.</param>
internal sealed record Cut(long From, long? To, IReadOnlyList<IReadOnlyList<int>> Sides)
{
    /// <summary>The side of a node; a node that no side names belongs with the other ones that none names.</summary>
    public int SideOf(int node)
    {
        for (var side = 0; side < Sides.Count; side++)
        {
            if (Sides[side].Contains(node))
                return side;
        }
        return Sides.Count;
    }

    public bool Covers(long at) => From <= at && (To is null || at <= To);
}
