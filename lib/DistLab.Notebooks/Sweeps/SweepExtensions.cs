using DistLab.Analysis;
using DistLab.Notebooks.Sweeps;

namespace DistLab.Notebooks;

/// <summary>Sweeps in a notebook: on all cores, kept in a file, shown as a table.</summary>
public static class SweepExtensions
{
    /// <summary>Makes all runs of a sweep on all cores. Results and their order are the same on any number of cores.</summary>
    /// <param name="sweep">The points and seeds.</param>
    /// <param name="measure">
    /// One run: it returns a number, a time or a truth value, or a record, an anonymous type or a tuple of such. It is called on several
    /// threads at once, so it must change nothing that others see.
    /// </param>
    /// <param name="file">
    /// Where results are kept while it runs. The same sweep, begun again with the same file, goes on where it was broken off. Results of
    /// other points, seeds or code are refused: the code of <paramref name="measure"/>, what it takes from outside as far as it is plain
    /// values, and what it calls are recognized by a fingerprint.
    /// </param>
    /// <param name="progress">Who is told the share of runs that are made, 0 to 1.</param>
    /// <param name="cores">On how many threads; 0 for one each core.</param>
    /// <param name="version">A name for what the fingerprint cannot see, such as data in a file: another name is another version of the experiment.</param>
    /// <param name="cancellation">Ends the sweep; what is in the file can be taken up again.</param>
    /// <exception cref="ArgumentException">What a run returns cannot be measured.</exception>
    /// <exception cref="InvalidOperationException">A run failed; the message names it.</exception>
    /// <exception cref="SweepStoreException">The file belongs to another sweep, is damaged, or cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The sweep was cancelled.</exception>
    /// <example><code>
    /// var sweep = Sweep.Over(from n in new[] { 4, 9, 25 } from load in new[] { 0.5, 0.9 } select new { n, load }, seeds: 20);
    /// sweep.RunOnAllCores((point, seed) => Experiment(point.n, point.load, seed), file: "waits.jsonl").ToTable()
    /// </code></example>
    public static SweepResult<TPoint> RunOnAllCores<TPoint, TMeasured>(
        this Sweep<TPoint> sweep,
        Func<TPoint, ulong, TMeasured> measure,
        string? file = null,
        IProgress<double>? progress = null,
        int cores = 0,
        string version = "",
        CancellationToken cancellation = default)
        where TPoint : notnull
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(measure);
        using var store = file is null ? null : new SweepFile(file);
        return sweep.Run(measure, new SweepOptions
        {
            Executor = new AllCores(cores),
            Store = store,
            Version = store is null ? version : $"{version}{(version.Length > 0 ? " " : "")}{CodeFingerprint.Of(measure)}",
            Progress = progress,
            Cancellation = cancellation,
        });
    }

    /// <summary>A row for each point: what it is, and of each measure the mean and the half width of its confidence interval.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="confidence">The confidence of the intervals (Student's t), between 0 and 1.</param>
    /// <param name="quantiles">Quantiles that have columns of their own, each between 0 and 1: 0.5 for the median.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence or a quantile is out of range.</exception>
    public static Table<int> ToTable<TPoint>(this SweepResult<TPoint> result, double confidence = 0.95, params double[] quantiles)
        where TPoint : notnull
    {
        ArgumentNullException.ThrowIfNull(result);
        return SweepTable.Of(result, confidence, quantiles);
    }

    /// <summary>A line through the means at the points of a sweep, with a band for the confidence interval (Student's t).</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="name">What the line is.</param>
    /// <param name="result">What was measured.</param>
    /// <param name="x">Where a point stands on the x axis.</param>
    /// <param name="measure">Which measure; a sweep of one measure needs no name.</param>
    /// <param name="confidence">The confidence of the intervals, between 0 and 1.</param>
    /// <param name="where">Which points belong to the line; all unless told.</param>
    /// <exception cref="ArgumentException">There is no such measure, or several and none is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is out of range.</exception>
    public static Figure Line<TPoint>(this Figure figure, string name, SweepResult<TPoint> result, Func<TPoint, Quantity> x, string? measure = null, double confidence = 0.95, Func<TPoint, bool>? where = null)
        where TPoint : notnull
    {
        ArgumentNullException.ThrowIfNull(figure);
        return figure.Line(name, Estimate.Of(result, x, measure, confidence, where), one => one.X, one => one.Mean, one => one.Low, one => one.High).Interval(Estimate.Interval(confidence));
    }

    /// <summary>A mark for the mean at each point of a sweep, with an error bar for the confidence interval (Student's t).</summary>
    /// <inheritdoc cref="Line{TPoint}" path="//param|//exception"/>
    public static Figure Scatter<TPoint>(this Figure figure, string name, SweepResult<TPoint> result, Func<TPoint, Quantity> x, string? measure = null, double confidence = 0.95, Func<TPoint, bool>? where = null)
        where TPoint : notnull
    {
        ArgumentNullException.ThrowIfNull(figure);
        return figure.Scatter(name, Estimate.Of(result, x, measure, confidence, where), one => one.X, one => one.Mean, one => one.Low, one => one.High).Interval(Estimate.Interval(confidence));
    }
}
