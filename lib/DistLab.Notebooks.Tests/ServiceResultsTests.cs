using DistLab.Availability;
using DistLab.Protocols;

namespace DistLab.Notebooks.Tests;

/// <summary>The prototype's tables of results.</summary>
public sealed class ServiceResultsTests
{
    private static readonly ExperimentResult Failover = ServiceExperiment.Failover().Sweep([0.2, 0.4], seeds: 5);

    [Fact]
    public void Calculated_simulated_and_real_values_stand_beside_each_other()
    {
        var real = ServiceExperiment.Failover().Design(0.4).Run(120.Seconds(), seed: 9).Report;
        var table = Failover.ToTable(point: 1, real);
        Assert.Equal(["measure", "calculated", "simulated", "95 of 100 runs", "real, one run"], table.Columns.Select(column => column.Name));
        var success = Row(table, "reliability: requests answered");
        Assert.Equal(Percent(Failover.Theory(nameof(ServiceFigures.Success))[1].Value), success[1]);
        Assert.Equal($"{Percent(Failover.Rows[1].Success)[..^2]}\u00A0±\u00A0{Percent(Failover.Rows[1].SuccessWithin)}", success[2]);
        Assert.Matches(@"^[\d.]+ to [\d.]+ %$", $"{success[3]}".Replace('\u00A0', ' '));
        Assert.Equal(Percent(real.Figures.Success), success[4]);
        Assert.Contains("Failover, load 0.4, 5 simulated runs", table.ToString());
    }

    [Fact]
    public void Without_a_real_run_there_is_no_column_for_it_and_without_failures_no_line_for_them()
    {
        var table = ServiceExperiment.LoadBalancing().Sweep([0.5], seeds: 3).ToTable();
        Assert.Equal(["measure", "calculated", "simulated", "95 of 100 runs"], table.Columns.Select(column => column.Name));
        Assert.DoesNotContain(table.Columns[0].Values, measure => $"{measure}".Contains("failure", StringComparison.Ordinal));
        Assert.StartsWith("149 ms", $"{Row(table, "response time: mean")[1]}".Replace('\u00A0', ' '));
    }

    [Fact]
    public void The_time_between_failures_is_that_of_all_runs_together_and_beside_it_stands_the_Markov_chain()
    {
        var between = Row(Failover.ToTable(), "reliability: time between failures");
        Assert.Equal("6 min", $"{between[1]}".Replace('\u00A0', ' '));
        Assert.Null(between[3]);
    }

    private static object?[] Row(Table table, string measure)
    {
        var at = table.Columns[0].Values.ToList().IndexOf(measure);
        return [.. table.Columns.Select(column => column.Values[at])];
    }

    private static string Percent(double share) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Round(share * 100, 1, MidpointRounding.AwayFromZero):0.0}\u00A0%");
}
