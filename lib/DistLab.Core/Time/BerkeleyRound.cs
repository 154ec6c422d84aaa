using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>
/// One round of the Berkeley algorithm: from the differences of all clocks to the master's, the mean of those that agree, and
/// what each clock is to be adjusted by. No clock is taken to be right.
/// </summary>
/// <remarks>Gusella and Zatti 1989; Coulouris et al., 5th ed., §14.3.3. "Fault-tolerant average" is their word for it.</remarks>
public sealed class BerkeleyRound
{
    private readonly IReadOnlyList<Duration> _differences;

    private BerkeleyRound(IReadOnlyList<Duration> differences, IReadOnlyList<bool> included)
    {
        _differences = differences;
        Included = included;
        var counted = differences.Where((_, i) => included[i]).ToList();
        Mean = Duration.FromNanoseconds(counted.Average(difference => (double)difference.Nanoseconds));
    }

    /// <summary>Which clocks count in the mean, in the order of the differences.</summary>
    public IReadOnlyList<bool> Included { get; }

    /// <summary>The mean of the differences that count: how far the group's time is ahead of the master's.</summary>
    public Duration Mean { get; }

    /// <summary>What each clock is to be adjusted by, in the order of the differences; also those that did not count.</summary>
    public IReadOnlyList<Duration> Adjustments => [.. _differences.Select(difference => Mean - difference)];

    /// <summary>Takes the mean of the largest group of clocks that differ by no more than so much from each other; of groups alike in size, that which lies closest together.</summary>
    /// <param name="differences">How far each clock is ahead of the master's; the master's own, zero, included.</param>
    /// <param name="tolerance">How far two clocks that count may differ; by default any two count.</param>
    /// <exception cref="ArgumentException">There is no clock.</exception>
    public static BerkeleyRound Of(IReadOnlyList<Duration> differences, Duration? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count == 0)
            throw new ArgumentException("At least one clock is needed.", nameof(differences));
        var sorted = differences.Order().ToList();
        var most = tolerance ?? Duration.MaxValue;
        var (from, count) = (0, 0);
        for (int first = 0, end = 0; first < sorted.Count; first++)
        {
            while (end < sorted.Count && (tolerance is null || sorted[end] - sorted[first] <= most))
                end++;
            if (end - first > count || (end - first == count && sorted[end - 1] - sorted[first] < sorted[from + count - 1] - sorted[from]))
                (from, count) = (first, end - first);
        }
        var (least, greatest) = (sorted[from], sorted[from + count - 1]);
        return new([.. differences], [.. differences.Select(difference => least <= difference && difference <= greatest)]);
    }
}
