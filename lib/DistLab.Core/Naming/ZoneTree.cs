using System.Collections.Frozen;
using System.Globalization;

namespace DistLab.Naming;

/// <summary>
/// Names of hosts, and how they are cut into zones: the root, and one zone for each name of at most <see cref="Depth"/> labels above
/// them. A zone holds the hosts below it that no deeper zone holds, and a delegation for each zone right below it.
/// </summary>
/// <remarks>Mockapetris, RFC 1034 (1987), §4.2. A depth of 0 is one table of all names, as the file HOSTS.TXT was before.</remarks>
public sealed class ZoneTree
{
    private readonly FrozenDictionary<DomainName, string> _addresses;
    private readonly FrozenDictionary<DomainName, int> _places;

    /// <summary>A tree of zones over hosts.</summary>
    /// <param name="hosts">The hosts' names.</param>
    /// <param name="depth">Down to how many labels names are zones of their own.</param>
    /// <exception cref="ArgumentException">A host's name comes twice, or has no more labels than the depth, and so would be a zone.</exception>
    public ZoneTree(IEnumerable<DomainName> hosts, int depth)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        Hosts = [.. hosts];
        Depth = depth;
        if (Hosts.FirstOrDefault(host => host.Labels <= depth) is { } shallow)
            throw new ArgumentException($"{shallow} has {shallow.Labels} labels and so would be a zone, not a host: zones go down to {depth}.", nameof(hosts));
        _addresses = Hosts.Select((host, place) => (host, place)).ToFrozenDictionary(one => one.host, one => AddressNumber(one.place));
        Zones = [.. Enumerable.Range(0, depth + 1).SelectMany(labels => Hosts.Select(host => host.Last(labels)).Distinct().OrderBy(zone => zone.Text, StringComparer.Ordinal))];
        _places = Zones.Select((zone, place) => (zone, place)).ToFrozenDictionary(one => one.zone, one => one.place);
    }

    /// <summary>The hosts, as given.</summary>
    public IReadOnlyList<DomainName> Hosts { get; }

    /// <summary>Down to how many labels names are zones of their own.</summary>
    public int Depth { get; }

    /// <summary>The zones: the root first, then those right below it, and so on; each level in alphabetical order.</summary>
    public IReadOnlyList<DomainName> Zones { get; }

    /// <summary>A tree as regular as can be: so many names below the root, below each of them so many, and so on; those of the last level are hosts.</summary>
    /// <param name="depth">Down to how many labels names are zones of their own.</param>
    /// <param name="widths">How many names there are below each name, from the root down.</param>
    /// <exception cref="ArgumentException">There are not more levels than the depth.</exception>
    public static ZoneTree Regular(int depth, params IReadOnlyList<int> widths)
    {
        ArgumentNullException.ThrowIfNull(widths);
        IEnumerable<string> names = [""];
        foreach (var width in widths)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(width, 1, nameof(widths));
            names = [.. names.SelectMany(above => Enumerable.Range(0, width).Select(i => Letters(i) + (above.Length == 0 ? "" : "." + above)))];
        }
        return new(names.Select(name => new DomainName(name)), depth);
    }

    /// <summary>A zone's place among all.</summary>
    /// <exception cref="ArgumentException">There is no such zone.</exception>
    public int PlaceOf(DomainName zone) =>
        _places.TryGetValue(zone, out var place) ? place : throw new ArgumentException($"{zone} is no zone of this tree.", nameof(zone));

    /// <summary>The zone that holds a name, or would hold it if it existed: the deepest above it.</summary>
    public DomainName ZoneOf(DomainName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (var labels = Math.Min(Depth, name.Labels); labels > 0; labels--)
        {
            if (_places.ContainsKey(name.Last(labels)))
                return name.Last(labels);
        }
        return DomainName.Root;
    }

    /// <summary>The zone right below another one on the way to a name, or <c>null</c> if the other one holds the name itself.</summary>
    public DomainName? Delegation(DomainName zone, DomainName name)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return ZoneOf(name) is var holder && holder.Labels > zone.Labels && holder.IsWithin(zone) ? holder.Last(zone.Labels + 1) : null;
    }

    /// <summary>A host's address, or <c>null</c> if there is no such host.</summary>
    public string? AddressOf(DomainName name) => _addresses.GetValueOrDefault(name);

    /// <summary>How many records a zone holds: its hosts, and a delegation for each zone right below it.</summary>
    public int RecordsIn(DomainName zone) => HostsIn(zone) + Zones.Count(other => !other.IsRoot && other.Parent == zone);

    /// <summary>How many hosts a zone holds itself.</summary>
    public int HostsIn(DomainName zone) => Hosts.Count(host => host.Last(Depth) == zone);

    private static string Letters(int number) =>
        number < 26 ? ((char)('a' + number)).ToString() : Letters((number / 26) - 1) + (char)('a' + (number % 26));

    private static string AddressNumber(int place) =>
        string.Create(CultureInfo.InvariantCulture, $"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}");
}
