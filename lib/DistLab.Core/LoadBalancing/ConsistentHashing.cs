namespace DistLab.LoadBalancing;

/// <summary>
/// The server that follows the key on a ring of hashes and is healthy; with bounded loads, the first one on the way that has room. A request
/// without a key goes to any server.
/// </summary>
/// <remarks>Mirrokni, Thorup and Zadimoghaddam, "Consistent Hashing with Bounded Loads" (SODA 2018).</remarks>
public sealed class ConsistentHashing : BalancingPolicy
{
    private readonly ConsistentHashRing _ring;
    private readonly double? _bound;

    /// <summary>A policy on a ring.</summary>
    /// <param name="ring">The ring; it has every server that is ever offered, healthy or not.</param>
    /// <param name="bound">
    /// How many times the average a server may have outstanding, at least 1, for example 1.25: with this request there are m among n healthy
    /// servers, and each takes at most ⌈bound · m/n⌉. Without it, there is no limit.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    public ConsistentHashing(ConsistentHashRing ring, double? bound = null)
    {
        ArgumentNullException.ThrowIfNull(ring);
        if (bound is { } factor && !(factor >= 1))
            throw new ArgumentOutOfRangeException(nameof(bound), bound, "A server may have at least the average.");
        (_ring, _bound) = (ring, bound);
    }

    /// <inheritdoc/>
    public override string Name => _bound is null ? "consistent hashing" : "consistent hashing, bounded";

    /// <inheritdoc/>
    public override int Choose(ReadOnlySpan<ServerLoad> servers, long turn, ulong? key, Func<int, int> chance)
    {
        ArgumentNullException.ThrowIfNull(chance);
        if (servers.IsEmpty)
            return -1;
        if (key is not { } known)
            return chance(servers.Length);
        var most = Most(servers);
        var place = _ring.PlaceOf(known);
        for (var i = 0; i < _ring.Points; i++, place = _ring.After(place))
        {
            var found = Find(servers, _ring.OwnerOf(place));
            if (found >= 0 && servers[found].Outstanding < most)
                return found;
        }
        throw new ArgumentException("The ring has none of these servers.", nameof(servers));
    }

    // The average of what there is with this request lies at or below the bound, so that some server always has room.
    private double Most(ReadOnlySpan<ServerLoad> servers)
    {
        if (_bound is not { } bound)
            return double.PositiveInfinity;
        var total = 1L;
        foreach (ref readonly var server in servers)
            total += server.Outstanding;
        return Math.Ceiling(bound * total / servers.Length);
    }

    private static int Find(ReadOnlySpan<ServerLoad> servers, int number)
    {
        for (var i = 0; i < servers.Length; i++)
        {
            if (servers[i].Server == number)
                return i;
        }
        return -1;
    }
}
