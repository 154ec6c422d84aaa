using System.Globalization;

namespace DistLab.LoadBalancing;

/// <summary>
/// Some servers are drawn, all different, and the one with the fewest outstanding requests for its weight is taken. Two choices
/// are nearly as good as asking all: the supermarket model tells how good (the supermarket model).
/// </summary>
/// <remarks>Azar, Broder, Karlin and Upfal, "Balanced Allocations" (1994); Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing" (2001).</remarks>
public sealed class PowerOfChoices : BalancingPolicy
{
    /// <summary>How many choices there can be.</summary>
    public const int MostChoices = 16;

    private readonly int _choices;

    /// <summary>A policy that draws so many servers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not in 1 … 16.</exception>
    public PowerOfChoices(int choices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(choices, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(choices, MostChoices);
        _choices = choices;
        Name = choices == 2 ? "two choices" : string.Create(CultureInfo.InvariantCulture, $"{choices} choices");
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int Choose(ReadOnlySpan<ServerLoad> servers, long turn, ulong? key, Func<int, int> chance)
    {
        ArgumentNullException.ThrowIfNull(chance);
        var best = -1;
        Span<int> drawn = stackalloc int[Math.Min(_choices, servers.Length)];
        for (var i = 0; i < drawn.Length; i++)
        {
            var place = DrawAnother(drawn[..i], servers.Length, chance);
            if (best < 0 || Burden.IsLess(servers[place], servers[best]))
                best = place;
            Insert(drawn, i, place);
        }
        return best;
    }

    /// <summary>Draws one that is not among those drawn before, which are in ascending order: the number drawn skips them.</summary>
    private static int DrawAnother(ReadOnlySpan<int> before, int count, Func<int, int> chance)
    {
        var place = chance(count - before.Length);
        foreach (var other in before)
        {
            if (other <= place)
                place++;
        }
        return place;
    }

    private static void Insert(Span<int> sorted, int count, int value)
    {
        var at = count;
        for (; at > 0 && sorted[at - 1] > value; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = value;
    }
}
