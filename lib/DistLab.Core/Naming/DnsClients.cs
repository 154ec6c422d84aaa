using DistLab.Protocols;

namespace DistLab.Naming;

/// <summary>What the clients of a resolver ask for, and how often: the k-th host in proportion to 1/k, Zipf's law.</summary>
/// <remarks>Breslau, Cao, Fan, Phillips and Shenker, "Web Caching and Zipf-like Distributions" (INFOCOM 1999), found exponents near 1 for requests of web pages.</remarks>
public sealed class DnsClients
{
    private const int Scale = 1_000_000;

    private readonly DomainName[] _names;
    private readonly int[] _upTo;

    /// <summary>Clients of one resolver.</summary>
    /// <param name="names">The hosts, the most wanted one first; at most 10,000.</param>
    /// <param name="between">How long it is from one client to the next.</param>
    /// <exception cref="ArgumentException">There are no names, or too many.</exception>
    public DnsClients(IEnumerable<DomainName> names, Delay between)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(between);
        _names = [.. names];
        if (_names.Length is < 1 or > 10_000)
            throw new ArgumentException($"Clients ask for 1 to 10,000 names, not {_names.Length}.", nameof(names));
        Between = between;
        _upTo = new int[_names.Length];
        for (var k = 0; k < _names.Length; k++)
            _upTo[k] = (k == 0 ? 0 : _upTo[k - 1]) + (Scale / (k + 1));
    }

    /// <summary>How long it is from one client to the next.</summary>
    public Delay Between { get; }

    internal DomainName Draw(Effects<DnsMessage> effects)
    {
        var place = Array.BinarySearch(_upTo, effects.Choose(_upTo[^1]) + 1);
        return _names[place >= 0 ? place : ~place];
    }
}
