using System.Text.Json;

namespace DistLab.Analysis;

/// <summary>An experiment's points and seeds, each point with each seed one run. Runs are numbered point by point, seed by seed.</summary>
/// <typeparam name="TPoint">What tells one point from another: an anonymous type, a record, a tuple or a plain value.</typeparam>
public sealed class Sweep<TPoint>
    where TPoint : notnull
{
    private static readonly JsonSerializerOptions Plain = new() { IncludeFields = true, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    internal Sweep(IReadOnlyList<TPoint> points, int seeds, ulong firstSeed)
    {
        (Points, Seeds, FirstSeed) = (points, seeds, firstSeed);
    }

    /// <summary>The points, in order.</summary>
    public IReadOnlyList<TPoint> Points { get; }

    /// <summary>With how many seeds each point is run.</summary>
    public int Seeds { get; }

    /// <summary>The first seed; the others follow.</summary>
    public ulong FirstSeed { get; }

    /// <summary>How many runs there are.</summary>
    public int Runs => Points.Count * Seeds;

    /// <summary>Makes all runs and gathers what they measured, in order; the same result whoever makes them, and however many at once.</summary>
    /// <param name="measure">
    /// One run. It returns a number, a time or a truth value, or a record or tuple of such. It may be called on several threads at once, so
    /// it must change nothing that others see.
    /// </param>
    /// <param name="options">Who makes the runs, where results are kept, who is told the progress.</param>
    /// <exception cref="ArgumentException">What it returns cannot be measured, or results are to be kept of points that cannot be told apart when written.</exception>
    /// <exception cref="InvalidOperationException">A run failed; the message names it. It is the first one that does, whoever makes the runs.</exception>
    /// <exception cref="OperationCanceledException">The sweep was cancelled; what is kept can be taken up again.</exception>
    public SweepResult<TPoint> Run<TMeasured>(Func<TPoint, ulong, TMeasured> measure, SweepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        options ??= new();
        var reader = new MeasureReader<TMeasured>();
        var kept = options.Store?.Begin(new([.. PointsAsJson()], FirstSeed, Seeds, [.. reader.Measures], options.Version)) ?? [];
        var results = new SweepCollector(Runs, kept, options);
        options.Executor.Run(kept.Count, Runs, MakeRun, options.Cancellation);
        results.ThrowIfFailed();
        options.Cancellation.ThrowIfCancellationRequested();
        return new(this, reader.Measures, results.All());

        void MakeRun(int run)
        {
            if (options.Cancellation.IsCancellationRequested || results.HasFailedBefore(run))
                return;
            try
            {
                results.Add(run, reader.Read(measure(Points[run / Seeds], SeedOf(run))));
            }
            catch (OperationCanceledException) when (options.Cancellation.IsCancellationRequested)
            {
                // The run gave up when it was told to, and counts as not made.
            }
            catch (Exception e) when (e is not SweepStoreException)
            {
                results.Fail(run, $"The run at {Points[run / Seeds]} with seed {SeedOf(run)} failed: {e.Message}", e);
            }
        }
    }

    private List<string> PointsAsJson()
    {
        var (written, known) = (new List<string>(), new Dictionary<string, TPoint>(StringComparer.Ordinal));
        foreach (var point in Points)
        {
            var json = Json(point);
            if (!known.TryAdd(json, point) && !known[json].Equals(point))
                throw new ArgumentException($"{known[json]} and {point} cannot be told apart when written to a file: both become {json}. Describe a point by numbers, texts and truth values.");
            written.Add(json);
        }
        return written;
    }

    private static string Json(TPoint point)
    {
        try
        {
            return JsonSerializer.Serialize(point, Plain);
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"{point} cannot be written to a file: {e.Message} Describe a point by numbers, texts and truth values.", e);
        }
    }

    private ulong SeedOf(int run) => FirstSeed + (ulong)(run % Seeds);
}
