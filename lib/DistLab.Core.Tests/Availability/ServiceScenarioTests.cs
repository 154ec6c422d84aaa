using DistLab.Availability;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Availability;

public sealed class ServiceScenarioTests(ITestOutputHelper output)
{
    [Fact]
    public void Retries_help_on_a_calm_day()
    {
        var result = ServiceSimulation.Compare([("once", ServiceScenarios.CalmDay(1)), ("up to four times", ServiceScenarios.CalmDay(4))], 150.Seconds(), seeds: 15);
        output.WriteLine($"{result[0, "Success"].Mean} {result[1, "Success"].Mean}");
        Assert.Equal(10 / 11.0, result[0, "Success"].Mean, 0.03);
        Assert.True(1 - result[1, "Success"].Mean < (1 - result[0, "Success"].Mean) / 3);
    }

    [Fact]
    public void A_storm_of_retries_outlasts_its_cause_and_a_budget_ends_it()
    {
        double SuccessAfter(ServiceDesign design)
        {
            var windows = design.Run(120.Seconds(), warmUp: Duration.Zero).Report.Windows;
            foreach (var window in windows.Where((_, i) => i % 10 == 5))
                output.WriteLine($"{window.From} {window.Requests} {window.Succeeded} {window.Attempts}");
            var last = windows.Where(window => window.From >= 80.Seconds()).ToList();
            return (double)last.Sum(window => window.Succeeded) / last.Sum(window => window.Requests);
        }
        Assert.InRange(SuccessAfter(ServiceScenarios.Storm(attempts: 1)), 0.97, 1);
        Assert.InRange(SuccessAfter(ServiceScenarios.Storm(attempts: 4)), 0, 0.1);
        Assert.InRange(SuccessAfter(ServiceScenarios.Storm(attempts: 4, new RetryBudget(10))), 0.97, 1);
    }

    [Fact]
    public void Ten_servers_on_one_switch_are_as_available_as_the_switch()
    {
        var result = ServiceSimulation.Compare([("own", ServiceScenarios.SharedSwitch(shared: false)), ("shared", ServiceScenarios.SharedSwitch())], 200.Seconds(), seeds: 20);
        Assert.Equal(1, result[0, "Availability"].Mean, 1e-6);
        var availability = result[1, "Availability"];
        output.WriteLine($"{availability.Mean} ± {availability.HalfWidth()}");
        Assert.InRange(300.0 / 306, availability.Mean - availability.HalfWidth(), availability.Mean + availability.HalfWidth());
    }

    [Fact]
    public void Three_servers_are_no_better_than_their_one_hub()
    {
        var result = ServiceSimulation.Compare([("hub", ServiceScenarios.SingleHub()), ("perfect hub", ServiceScenarios.SingleHub(hubFails: false))], 200.Seconds(), seeds: 20);
        var availability = result[0, "Availability"];
        output.WriteLine($"{availability.Mean} ± {availability.HalfWidth()}; {result[0, "Success"].Mean}, {result[1, "Success"].Mean}");
        Assert.InRange(KOutOfN.Availability(1, 3, 10 / 11.0) * 10 / 11, availability.Mean - availability.HalfWidth(), availability.Mean + availability.HalfWidth());
        Assert.True(result[1, "Success"].Mean > 0.99 && result[0, "Success"].Mean < 0.93);
    }

    [Fact]
    public void The_share_of_time_misleads_about_what_users_see()
    {
        var counts = AvailabilityCount.WhereTimeMisleads();
        foreach (var count in counts)
            output.WriteLine(count.ToString());
        Assert.Equal(0.9, counts[0].ByTime, 9);
        Assert.Equal(0.9, counts[1].ByTime, 9);
        Assert.InRange(counts[0].ByRequests, 0.96, 0.99);
        Assert.InRange(counts[1].ByRequests, 0.79, 0.85);
        Assert.True(counts[2].ByTime > 0.97 && counts[2].ByRequests < 0.95 && counts[2].ByWindows < counts[2].ByRequests);
    }

    [Fact]
    public void An_average_of_averages_is_not_the_final_availability()
    {
        // The prototype's own numbers: right only as long as all were measured for equally long.
        ComponentFigures Measured(double availability, double seconds) => new("", Duration.FromSeconds(availability * seconds), Duration.FromSeconds((1 - availability) * seconds), 1);
        Assert.Equal(0.95, AvailabilityCount.Final(Measured(0.95, 100), Measured(0.98, 100), Measured(0.92, 100)), 12);
        Assert.Equal(0.95, AvailabilityCount.MeanOfShares(Measured(0.95, 100), Measured(0.98, 1_000), Measured(0.92, 10)), 12);
        Assert.Equal((95 + 980 + 9.2) / 1_110, AvailabilityCount.Final(Measured(0.95, 100), Measured(0.98, 1_000), Measured(0.92, 10)), 12);
        Assert.Throws<ArgumentException>(() => AvailabilityCount.Final());
    }
}
