namespace DistLab.Naming;

/// <summary>Where a resolver has its answer from.</summary>
public enum DnsSource
{
    /// <summary>From the server that holds the name.</summary>
    Server,

    /// <summary>From what the resolver still knew.</summary>
    Cache,

    /// <summary>From nowhere: no server answered.</summary>
    Nowhere,
}
