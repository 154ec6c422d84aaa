using DistLab.Protocols;

namespace DistLab.Naming;

/// <summary>What a node of the Domain Name System remembers.</summary>
public abstract record DnsState
{
    private protected DnsState()
    {
    }

    /// <summary>A name server. What it holds of the tree is given; it remembers what has changed since.</summary>
    /// <param name="Moved">Hosts of its zone that have moved, with the addresses they have now.</param>
    /// <param name="Questions">How many questions it has been asked.</param>
    public sealed record Server(ValueList<DnsEntry> Moved, long Questions = 0) : DnsState;

    /// <summary>A resolver, which searches for its clients and keeps what it learns.</summary>
    /// <param name="Cache">What it knows.</param>
    /// <param name="Searches">What it is searching.</param>
    /// <param name="NextNumber">The number of its next question.</param>
    /// <param name="Tally">What it has counted.</param>
    public sealed record Resolver(ValueList<DnsEntry> Cache, ValueList<DnsSearch> Searches, int NextNumber, DnsTally Tally) : DnsState;
}
