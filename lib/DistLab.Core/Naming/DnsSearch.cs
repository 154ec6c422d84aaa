using DistLab.Protocols;

namespace DistLab.Naming;

/// <summary>A search that a resolver has under way for a client.</summary>
/// <param name="Number">The number of its question that has no answer yet.</param>
/// <param name="Name">Whose address is sought.</param>
/// <param name="Zone">Whose server was asked.</param>
/// <param name="Asked">That server.</param>
/// <param name="Tries">How many servers of that zone have been asked so far.</param>
public sealed record DnsSearch(int Number, DomainName Name, DomainName Zone, NodeId Asked, int Tries);
