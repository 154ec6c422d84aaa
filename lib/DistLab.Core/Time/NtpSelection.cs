using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// How NTP makes one time of several servers': the intersection algorithm tells truechimers from falsetickers, the cluster
/// algorithm drops those that scatter most, and the rest are averaged, the nearer counting more.
/// </summary>
/// <remarks>RFC 5905, §11.2; the intersection goes back to Marzullo 1984.</remarks>
public static class NtpSelection
{
    /// <summary>NMIN: below so many survivors none is dropped.</summary>
    public const int FewestSurvivors = 3;

    /// <summary>
    /// The truechimers: each server claims that the true offset is in θ ± λ; wanted is the smallest interval that holds the
    /// midpoints of a majority whose claims agree. The result is empty when no majority agrees.
    /// </summary>
    public static IReadOnlyList<NtpPeer> Truechimers(IReadOnlyList<NtpPeer> peers)
    {
        ArgumentNullException.ThrowIfNull(peers);
        // Type −1 is a lower end, 0 a midpoint, +1 an upper end; at one place, lower ends come first.
        var edges = peers.SelectMany(p => new[] { (At: p.Offset - p.RootDistance, Type: -1), (At: p.Offset, Type: 0), (At: p.Offset + p.RootDistance, Type: 1) })
            .OrderBy(edge => edge.At).ThenBy(edge => edge.Type).ToList();
        for (var falsetickers = 0; 2 * falsetickers < peers.Count; falsetickers++)
        {
            var (low, outsideBelow) = Scan(edges, -1, peers.Count - falsetickers);
            var (high, outsideAbove) = Scan(Enumerable.Reverse(edges), 1, peers.Count - falsetickers);
            if (low is { } from && high is { } to && outsideBelow + outsideAbove <= falsetickers && from <= to)
                return [.. peers.Where(p => from <= p.Offset && p.Offset <= to)];
        }
        return [];
    }

    /// <summary>The survivors among truechimers, the best first: one after the other is dropped whose offset is farthest from the others', until dropping gains nothing.</summary>
    public static IReadOnlyList<NtpPeer> Cluster(IReadOnlyList<NtpPeer> truechimers)
    {
        ArgumentNullException.ThrowIfNull(truechimers);
        var left = truechimers.OrderBy(p => p.Stratum).ThenBy(p => p.RootDistance).ThenBy(p => p.Server).ToList();
        while (left.Count > FewestSurvivors)
        {
            var outlier = left.MaxBy(p => SelectionJitter(p, left));
            if (SelectionJitter(outlier, left) <= left.Min(p => p.Jitter.Nanoseconds))
                break;
            left.Remove(outlier);
        }
        return left;
    }

    /// <summary>The survivors' mean offset, each weighted by 1/λ.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Duration Combine(IReadOnlyList<NtpPeer> survivors)
    {
        ArgumentNullException.ThrowIfNull(survivors);
        if (survivors.Count == 0)
            throw new ArgumentException("At least one server is needed.", nameof(survivors));
        var weights = survivors.Sum(Weight);
        return Duration.FromNanoseconds(survivors.Sum(p => p.Offset.Nanoseconds * Weight(p)) / weights);
    }

    private static (Duration? At, int Outside) Scan(IEnumerable<(Duration At, int Type)> edges, int opening, int wanted)
    {
        var (open, outside) = (0, 0);
        foreach (var (at, type) in edges)
        {
            open += type * opening;
            if (open >= wanted)
                return (at, outside);
            if (type == 0)
                outside++;
        }
        return (null, outside);
    }

    private static double SelectionJitter(NtpPeer peer, List<NtpPeer> all) =>
        Math.Sqrt(all.Sum(other => Square((other.Offset - peer.Offset).Nanoseconds)) / (all.Count - 1));

    private static double Square(double x) => x * x;

    private static double Weight(NtpPeer peer) => 1.0 / Math.Max(1, peer.RootDistance.Nanoseconds);
}
