namespace DistLab.Naming;

/// <summary>The output of a resolver: what a client is told.</summary>
/// <param name="Name">The host that was asked for.</param>
/// <param name="Address">Its address; <c>null</c> if there is no such host, or it could not be found out.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record DnsResolved(DomainName Name, string? Address, DnsSource Source);
