namespace DistLab.Naming;

/// <summary>Something that a resolver has learnt and keeps for a while.</summary>
/// <param name="Name">A zone, whose servers it knows; or a host.</param>
/// <param name="IsZone">Whether it is a zone.</param>
/// <param name="Address">A host's address; <c>null</c> for a zone, and for a host that does not exist.</param>
public sealed record DnsEntry(DomainName Name, bool IsZone, string? Address = null);
