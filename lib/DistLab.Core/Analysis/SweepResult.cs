namespace DistLab.Analysis;

/// <summary>What a sweep measured: for each point and each measure, one number from each seed.</summary>
public sealed class SweepResult<TPoint>
    where TPoint : notnull
{
    private readonly Sample[][] _samples;

    internal SweepResult(Sweep<TPoint> sweep, IReadOnlyList<Measure> measures, IReadOnlyList<double[]> runs)
    {
        (Sweep, Measures) = (sweep, measures);
        _samples = [.. Enumerable.Range(0, sweep.Points.Count).Select(point => Enumerable.Range(0, measures.Count)
            .Select(measure => new Sample(Enumerable.Range(0, sweep.Seeds).Select(seed => runs[(point * sweep.Seeds) + seed][measure]))).ToArray())];
    }

    /// <summary>The points and seeds.</summary>
    public Sweep<TPoint> Sweep { get; }

    /// <summary>What was measured.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    /// <summary>The points, in order.</summary>
    public IReadOnlyList<TPoint> Points => Sweep.Points;

    /// <summary>What was measured at a point, by the measure's name; a sweep of one measure needs no name.</summary>
    /// <param name="point">The point's place, from 0.</param>
    /// <param name="measure">The measure's name.</param>
    /// <exception cref="ArgumentException">There is no such measure, or several and none is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such point.</exception>
    public Sample this[int point, string? measure = null]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(point);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(point, Points.Count);
            return _samples[point][PlaceOf(measure)];
        }
    }

    /// <summary>The place of a measure among <see cref="Measures"/>, by its name; a sweep of one measure needs no name.</summary>
    /// <exception cref="ArgumentException">There is no such measure, or several and none is named.</exception>
    public int PlaceOf(string? measure)
    {
        for (var i = 0; i < Measures.Count; i++)
        {
            if (Measures[i].Name == measure || (measure is null && Measures.Count == 1))
                return i;
        }
        throw new ArgumentException(Measures is [{ Name: "" }] ? "The sweep has one measure without a name: name none." : $"Name one of the measures: {string.Join(", ", Measures.Select(one => one.Name))}.", nameof(measure));
    }
}
