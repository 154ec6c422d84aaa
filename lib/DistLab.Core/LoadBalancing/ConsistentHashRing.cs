using DistLab.Protocols;

namespace DistLab.LoadBalancing;

/// <summary>
/// A circle of hashes on which every server has a number of points, drawn by hashing; a key belongs to the server whose point follows next.
/// A server more or less moves only the keys that it gets or had.
/// </summary>
/// <remarks>
/// Karger et al., "Consistent Hashing and Random Trees" (1997). The shares of n servers with k points each are Dirichlet distributed, so their
/// coefficient of variation is √((n − 1)/(nk + 1)): <see cref="ExpectedVariation"/>.
/// </remarks>
/// <example><code>
/// var ring = new ConsistentHashRing(servers: 10, points: 100);
/// ring.Shares()                       // the part of all keys that each server has
/// ring.Owner(ConsistentHashRing.KeyOf("cart of Ann"))
/// </code></example>
public sealed class ConsistentHashRing
{
    private readonly ulong[] _points;
    private readonly int[] _owners;

    /// <summary>A ring of the servers 0 … n − 1.</summary>
    /// <param name="servers">How many servers there are, 1 … 100,000.</param>
    /// <param name="points">How many points each has, 1 … 10,000; at most 10⁷ together.</param>
    /// <param name="seed">What the places of the points follow from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public ConsistentHashRing(int servers, int points = 100, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(servers, 100_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points, Math.Min(10_000, 10_000_000 / servers));
        (Servers, PointsPerServer) = (servers, points);
        _points = new ulong[servers * points];
        _owners = new int[servers * points];
        for (var i = 0; i < _points.Length; i++)
        {
            _owners[i] = i / points;
            _points[i] = StableHash.Mix(StableHash.Mix(seed, (ulong)_owners[i]), (ulong)(i % points));
        }
        Array.Sort(_points, _owners);
    }

    /// <summary>How many servers there are.</summary>
    public int Servers { get; }

    /// <summary>How many points each server has.</summary>
    public int PointsPerServer { get; }

    /// <summary>How many points there are on the circle.</summary>
    public int Points => _points.Length;

    /// <summary>A key that stands for a text, the same on every machine.</summary>
    public static ulong KeyOf(ReadOnlySpan<char> text) => StableHash.Mix(StableHash.Start, text);

    /// <summary>The coefficient of variation of the shares that is to be expected: the root of its mean square over all rings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above zero.</exception>
    public static double ExpectedVariation(int servers, int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        return Math.Sqrt((servers - 1.0) / (((double)servers * points) + 1));
    }

    /// <summary>The server that a key belongs to.</summary>
    public int Owner(ulong key) => OwnerOf(PlaceOf(key));

    /// <summary>The part of the circle that belongs to each server; together 1.</summary>
    public IReadOnlyList<double> Shares()
    {
        if (Points == 1)
            return [1];
        var shares = new double[Servers];
        for (var i = 0; i < _points.Length; i++)
            shares[_owners[i]] += (_points[i] - _points[i == 0 ? _points.Length - 1 : i - 1]) / Math.Pow(2, 64);
        return shares;
    }

    /// <summary>The place of the first point at or after a key, going round.</summary>
    internal int PlaceOf(ulong key)
    {
        var place = Array.BinarySearch(_points, StableHash.Mix(key, StableHash.Start));
        place = place < 0 ? ~place : place;
        return place == _points.Length ? 0 : place;
    }

    internal int OwnerOf(int place) => _owners[place];

    internal int After(int place) => place + 1 == _points.Length ? 0 : place + 1;
}
