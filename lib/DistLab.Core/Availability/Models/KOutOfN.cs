namespace DistLab.Availability;

/// <summary>The textbook's formula for redundancy: n components, each up with probability p independently of the others, of which k must be up.</summary>
/// <remarks>The binomial distribution. Failures that have one cause, and failures that nobody has noticed yet, are what it leaves out.</remarks>
public static class KOutOfN
{
    /// <summary>The probability that at least k of n are up.</summary>
    /// <param name="needed">k, 0 … n.</param>
    /// <param name="components">n, 1 … 1,000.</param>
    /// <param name="availability">p, 0 … 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <example><code>
    /// KOutOfN.Availability(needed: 1, components: 3, availability: 0.99)     // 0.999999
    /// </code></example>
    public static double Availability(int needed, int components, double availability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, 1_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(needed, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(needed, components);
        if (!(availability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(availability), availability, "A probability lies in 0 … 1.");
        // One component more at a time: chance[j] is the probability that j of those so far are up.
        var chance = new double[components + 1];
        chance[0] = 1;
        for (var n = 1; n <= components; n++)
        {
            for (var up = n; up >= 0; up--)
                chance[up] = (chance[up] * (1 - availability)) + (up > 0 ? chance[up - 1] * availability : 0);
        }
        return chance.Skip(needed).Sum();
    }
}
