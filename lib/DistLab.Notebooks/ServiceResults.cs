using DistLab.Availability;
using DistLab.Notebooks.Services;

namespace DistLab.Notebooks;

/// <summary>The prototype's tables of results in a notebook.</summary>
public static class ServiceResults
{
    /// <summary>
    /// What an experiment gave at one load, a row for each measure: calculated, where theory has a value; simulated, as the mean over all seeds with its 95 %
    /// confidence interval (Student's t) and as the range in which 95 of 100 single runs lie; and, if given, measured in one run on real processes.
    /// </summary>
    /// <param name="result">What was simulated.</param>
    /// <param name="point">The load's place, from 0.</param>
    /// <param name="real">What was measured, in the times of the design; by default nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    /// <example><code>
    /// var real = await SiteExperiment.RunAsync(ServiceExperiment.Baseline, load: 0.4);
    /// ServiceExperiment.Baseline.Sweep([0.4]).ToTable(point: 0, real)
    /// </code></example>
    public static Table<ResultLine> ToTable(this ExperimentResult result, int point = 0, ServiceReport? real = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var lines = ResultLines.Of(result, point, real?.Figures);
        var name = char.ToUpperInvariant(result.Name[0]) + result.Name[1..];
        var table = Table.From(lines)
            .Caption($"{name}, load {Drawing.Numbers.Text(result.Sweep.Points[point])}, {result.Sweep.Sweep.Seeds} simulated runs")
            .Column("measure", line => line.Measure)
            .Column("calculated", line => line.Calculated)
            .Column("simulated", line => line.Simulated)
            .Column("95 of 100 runs", line => line.Runs);
        return real is null ? table : table.Column("real, one run", line => line.Real);
    }
}
