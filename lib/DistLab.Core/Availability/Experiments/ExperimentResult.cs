using DistLab.Analysis;
using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>One of the prototype's experiments at several loads: what was simulated, and what theory says of it.</summary>
public sealed class ExperimentResult
{
    private readonly IReadOnlyList<ServiceTheory> _theory;

    internal ExperimentResult(string name, SweepResult<double> sweep, IReadOnlyList<ServiceTheory> theory) => (Name, Sweep, _theory) = (name, sweep, theory);

    /// <summary>What the experiment is called.</summary>
    public string Name { get; }

    /// <summary>What was simulated: the points are the loads, the measures those of <see cref="ServiceFigures"/>.</summary>
    public SweepResult<double> Sweep { get; }

    /// <summary>The table of results, a row for each load.</summary>
    public IReadOnlyList<ExperimentRow> Rows => [.. Sweep.Points.Select((load, i) => new ExperimentRow(
        Name, load, Share(i, nameof(ServiceFigures.Availability)), Within(i, nameof(ServiceFigures.Availability)),
        Share(i, nameof(ServiceFigures.Success)), Within(i, nameof(ServiceFigures.Success)),
        Time(i, nameof(ServiceFigures.Response)), AsTime(Within(i, nameof(ServiceFigures.Response))),
        Time(i, nameof(ServiceFigures.P50)), Time(i, nameof(ServiceFigures.P95)), Time(i, nameof(ServiceFigures.P99)),
        ForEachFailure(i, nameof(ServiceFigures.Uptime)), ForEachFailure(i, nameof(ServiceFigures.Downtime)),
        Time(i, nameof(ServiceFigures.Felt)), Share(i, nameof(ServiceFigures.Noticed))))];

    /// <summary>Every share and mean for which theory has a value, load by load.</summary>
    /// <remarks>Quantiles are left out: those of a short run lie off those of a long one, on average, so that a mean of them estimates something else.</remarks>
    public IReadOnlyList<Comparison> Comparisons =>
        [.. _theory.SelectMany((theory, i) => theory.Known().Where(known => !ServiceTheory.IsQuantile(known.Measure)).Select(known => Compare(i, known.Measure, known.Value)))];

    /// <summary>The share of calculated values that lie inside their 95 % intervals: about 0.95 where simulation and theory agree.</summary>
    public double Coverage => Comparisons.Count == 0 ? double.NaN : Comparisons.Average(one => one.IsInside ? 1 : 0);

    /// <summary>What theory says of one measure, load by load, for a figure: shares as they are, times in seconds; loads without a value are left out.</summary>
    /// <param name="measure">A name of <see cref="ServiceFigures"/>, for example <c>nameof(ServiceFigures.P99)</c>.</param>
    public IReadOnlyList<(double Load, double Value)> Theory(string measure) =>
        [.. _theory.SelectMany((theory, i) => theory.Known().Where(known => known.Measure == measure).Select(known => (Sweep.Points[i], known.Value / UnitOf(measure))))];

    /// <summary>All that theory says at a load.</summary>
    /// <param name="point">The load's place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public ServiceTheory TheoryAt(int point) => _theory[point];

    /// <summary>
    /// The final availability by the prototype's own formula, uptime / (uptime + downtime), from the measured times of all runs at a load.
    /// </summary>
    /// <param name="point">The load's place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public double FinalAvailability(int point) => Sweep[point, nameof(ServiceFigures.Availability)].Mean;

    private Comparison Compare(int point, string measure, double calculated)
    {
        var unit = UnitOf(measure);
        var sample = Sweep[point, measure];
        return new(Sweep.Points[point], measure, calculated / unit, sample.Mean / unit, sample.HalfWidth() / unit);
    }

    private double UnitOf(string measure) => Sweep.Measures[Sweep.PlaceOf(measure)].Kind == MeasureKind.Time ? 1e9 : 1;

    private double Share(int point, string measure) => Sweep[point, measure].Mean;

    private double Within(int point, string measure) => Sweep[point, measure].HalfWidth();

    private Duration? Time(int point, string measure) => AsTime(Sweep[point, measure].Mean);

    // Over all runs together: a mean of each run's own quotient would leave out the runs without a failure.
    private Duration? ForEachFailure(int point, string measure) => AsTime(Sweep[point, measure].Mean / Sweep[point, nameof(ServiceFigures.Failures)].Mean);

    private static Duration? AsTime(double nanoseconds) => double.IsFinite(nanoseconds) ? Duration.FromNanoseconds(nanoseconds) : null;
}
