namespace DistLab.Analysis;

/// <summary>Begins a sweep: an experiment at many points, each with many seeds.</summary>
public static class Sweep
{
    /// <summary>A sweep over points, each run with the same seeds: 1, 2, 3, …</summary>
    /// <param name="points">The points in the order of the results; records, tuples, plain values, or what a query selects.</param>
    /// <param name="seeds">With how many seeds each is run.</param>
    /// <param name="firstSeed">The first of them.</param>
    /// <exception cref="ArgumentException">There are no points, or no seeds, or more runs than 10⁹.</exception>
    /// <example><code>
    /// var sweep = Sweep.Over(from n in new[] { 4, 9, 25 } from load in new[] { 0.5, 0.9 } select new { n, load }, seeds: 20);
    /// var result = sweep.Run((point, seed) => Experiment(point.n, point.load, seed));
    /// </code></example>
    public static Sweep<TPoint> Over<TPoint>(IEnumerable<TPoint> points, int seeds = 10, ulong firstSeed = 1)
        where TPoint : notnull
    {
        ArgumentNullException.ThrowIfNull(points);
        var all = points.ToArray();
        if (all.Length == 0)
            throw new ArgumentException("A sweep needs at least one point.", nameof(points));
        if (seeds < 1 || (long)seeds * all.Length > 1_000_000_000)
            throw new ArgumentException($"A sweep has from 1 to 10⁹ runs; {all.Length} points with {seeds} seeds are none or too many.", nameof(seeds));
        return new(all, seeds, firstSeed);
    }
}
