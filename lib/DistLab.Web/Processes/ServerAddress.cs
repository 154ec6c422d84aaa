namespace DistLab.Web;

/// <summary>Where a hub finds a server.</summary>
internal sealed record ServerAddress(string Name, string Address, int Weight);
