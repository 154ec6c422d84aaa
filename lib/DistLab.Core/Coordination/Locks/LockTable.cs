using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>The locks that are held.</summary>
/// <param name="LastToken">The token of the last grant; 0 before the first.</param>
/// <param name="Held">Who holds what.</param>
public sealed record LockTable(long LastToken, ValueMap<string, LockGrant> Held);
