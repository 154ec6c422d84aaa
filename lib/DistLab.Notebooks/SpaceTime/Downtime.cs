namespace DistLab.Notebooks.SpaceTime;

/// <summary>A time in which a node was down, in nanoseconds; an end that the trace does not tell is <c>null</c>.</summary>
internal sealed record Downtime(int Node, long? From, long? To)
{
    public bool Covers(int node, long at) => node == Node && (From is null || From <= at) && (To is null || at < To);
}
