namespace DistLab.Analysis;

/// <summary>Where a sweep keeps its results while it runs.</summary>
public interface ISweepStore
{
    /// <summary>Begins, or takes up what was kept before.</summary>
    /// <param name="description">What sweep it is.</param>
    /// <returns>The values of the runs that are kept, from the first one on, without a gap.</returns>
    /// <exception cref="SweepStoreException">What is kept there belongs to another sweep, or cannot be read.</exception>
    IReadOnlyList<double[]> Begin(SweepDescription description);

    /// <summary>Keeps the values of the next run. Runs come in order, one at a time, though not always on the same thread.</summary>
    /// <exception cref="SweepStoreException">They cannot be kept.</exception>
    void Append(int run, ReadOnlySpan<double> values);
}
