using System.Collections;
using DistLab.Protocols;

namespace DistLab.Models;

/// <summary>What users want, and when: the same for every model that is compared.</summary>
public sealed class ContentWorkload : IReadOnlyList<ContentWish>
{
    private const int Scale = 1_000_000;

    private readonly List<ContentWish> _wishes;

    private ContentWorkload(int clients, Duration length, List<ContentWish> wishes) => (Clients, Length, _wishes) = (clients, length, wishes);

    /// <summary>How many clients there are.</summary>
    public int Clients { get; }

    /// <summary>For how long users want something.</summary>
    public Duration Length { get; }

    /// <inheritdoc/>
    public int Count => _wishes.Count;

    /// <summary>A wish, by its place in the order of time.</summary>
    public ContentWish this[int index] => _wishes[index];

    /// <summary>Users that want something at random moments (Poisson), the k-th item in proportion to 1/k, Zipf's law.</summary>
    /// <param name="clients">How many clients there are, each with its user.</param>
    /// <param name="items">How many items there are, 1 … 1,000; item 0 is wanted most.</param>
    /// <param name="length">For how long.</param>
    /// <param name="between">How long it is from one wish of a user to the next, on average; half a second if nothing is said.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <remarks>Breslau, Cao, Fan, Phillips and Shenker, "Web Caching and Zipf-like Distributions" (INFOCOM 1999), found exponents near 1 for requests of web pages.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static ContentWorkload Zipf(int clients, int items, Duration length, Duration? between = null, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clients, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items, 1_000);
        var mean = between ?? 500.Milliseconds();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(mean, Duration.Zero, nameof(between));
        var upTo = new int[items];
        for (var k = 0; k < items; k++)
            upTo[k] = (k == 0 ? 0 : upTo[k - 1]) + (Scale / (k + 1));
        var wishes = new List<ContentWish>();
        for (var client = 0; client < clients; client++)
        {
            var random = new RandomStream(seed).Derive("wishes").Derive((ulong)client);
            for (var at = mean * random.NextExponential(); at < length; at += mean * random.NextExponential())
                wishes.Add(new(Instant.Zero + at, client, Draw(upTo, random)));
        }
        return new(clients, length, [.. wishes.OrderBy(wish => wish.At).ThenBy(wish => wish.Client)]);
    }

    /// <inheritdoc/>
    public IEnumerator<ContentWish> GetEnumerator() => _wishes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int Draw(int[] upTo, RandomStream random)
    {
        var place = Array.BinarySearch(upTo, random.NextBelow(upTo[^1]) + 1);
        return place >= 0 ? place : ~place;
    }
}
