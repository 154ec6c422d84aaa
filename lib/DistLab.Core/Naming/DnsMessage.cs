namespace DistLab.Naming;

/// <summary>What clients, resolvers and name servers say to each other.</summary>
/// <remarks>Mockapetris, RFC 1034 (1987), §4.3; the answer that there is no such name is kept as well: Andrews, RFC 2308 (1998).</remarks>
public abstract record DnsMessage
{
    private protected DnsMessage()
    {
    }

    /// <summary>From a client, outside, to a resolver: what is the address of this host?</summary>
    public sealed record Resolve(DomainName Name) : DnsMessage;

    /// <summary>From a resolver to a name server.</summary>
    /// <param name="Number">By which the resolver knows its question; answers bear the same one.</param>
    /// <param name="Name">Whose address is asked for.</param>
    public sealed record Question(int Number, DomainName Name) : DnsMessage;

    /// <summary>From a name server: I do not hold that name, but ask the servers of this zone.</summary>
    public sealed record Referral(int Number, DomainName Zone) : DnsMessage;

    /// <summary>From a name server that holds the name: its address; none if there is no such host.</summary>
    public sealed record Answer(int Number, DomainName Name, string? Address) : DnsMessage;

    /// <summary>From its owner, outside, to a zone's first server, and from there to the others: the host has moved to another address.</summary>
    public sealed record Move(DomainName Name, string Address) : DnsMessage;

    /// <summary>A resolver's timer: the next client asks.</summary>
    public sealed record NextClient : DnsMessage;

    /// <summary>A resolver's timer: what is known about this has become too old.</summary>
    public sealed record Expire(DnsEntry Entry) : DnsMessage;

    /// <summary>A resolver's timer: no answer has come to this question.</summary>
    public sealed record NoAnswer(int Number) : DnsMessage;
}
