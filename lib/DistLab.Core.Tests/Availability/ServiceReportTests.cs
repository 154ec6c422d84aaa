using DistLab.Availability;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Availability;

public sealed class ServiceReportTests
{
    [Fact]
    public void Availability_is_counted_by_time_by_requests_and_by_windows()
    {
        // One server is down from 2.5 s to 3 s of 10 s; ten requests a second, and the five of the outage fail.
        var requests = Enumerable.Range(0, 100).Select(i => Request(i * 100, i is >= 25 and < 30 ? RequestOutcome.Failed : RequestOutcome.Succeeded));
        var figures = Report(requests, [ComponentGroup.Servers(1)], Down("server 0", 2_500, 3_000)).Figures;
        Assert.Equal(0.95, figures.Availability, 12);
        Assert.Equal(0.95, figures.Success, 12);
        Assert.Equal(0.9, figures.GoodWindows, 12);
        Assert.Equal((9.5.Seconds(), 500.Milliseconds(), 1), (figures.Uptime, figures.Downtime, figures.Failures));
        Assert.Equal(5, figures.Unsuccessful);
    }

    [Fact]
    public void A_group_is_down_only_while_fewer_are_up_than_it_needs()
    {
        Outage[] outages = [Down("server 0", 1_000, 4_000), Down("server 1", 3_000, 5_000)];
        Assert.Equal(0.9, Report([], [ComponentGroup.Servers(2)], outages).Service.Availability, 12);
        Assert.Equal(0.6, Report([], [ComponentGroup.Servers(2, needed: 2)], outages).Service.Availability, 12);
        Assert.Equal(1, Report([], [ComponentGroup.Servers(3)], outages).Service.Availability, 12);
        var withHub = Report([], [ComponentGroup.Servers(2), new("hub", ["hub"])], [.. outages, Down("hub", 3_500, 6_000)]);
        Assert.Equal([new Outage("service", At(3_000), At(6_000))], withHub.ServiceOutages);
        Assert.Equal([0.7, 0.8, 0.75], withHub.Components.Select(component => Math.Round(component.Availability, 9)));
    }

    [Fact]
    public void A_hand_over_without_a_gap_is_one_outage_of_two_and_outages_are_cut_off_at_the_ends()
    {
        var report = Report([], [ComponentGroup.Servers(2, needed: 2)], Down("server 0", -500, 1_000), Down("server 1", 1_000, 2_000), Down("server 1", 9_500, 12_000));
        Assert.Equal(2_500.Milliseconds(), report.Service.Downtime);
        // The first began before the measurement did.
        Assert.Equal(1, report.Service.Failures);
        Assert.Equal((7.5.Seconds(), 2.5.Seconds()), (report.Service.MeanTimeBetweenFailures, report.Service.MeanTimeToRepair));
    }

    [Fact]
    public void Quantiles_are_the_nearest_ranks_of_what_succeeded()
    {
        var requests = Enumerable.Range(1, 100).Select(i => new ServiceRequest(At(i * 10), At(i * 11), RequestOutcome.Succeeded)).Append(new(At(5), At(9_000), RequestOutcome.TimedOut));
        var report = Report(requests, [ComponentGroup.Servers(1)]);
        Assert.Equal((50.Milliseconds(), 95.Milliseconds(), 99.Milliseconds()), (report.Figures.P50, report.Figures.P95, report.Figures.P99));
        Assert.Equal(50.5.Milliseconds(), report.Figures.Response);
        Assert.Equal(100, report.ResponseTimes.Count());
    }

    [Fact]
    public void Requests_outside_the_measurement_or_still_open_count_neither_way()
    {
        var report = Report([Request(-1, RequestOutcome.Failed), Request(10_000, RequestOutcome.Failed), Request(5, RequestOutcome.Open), Request(6, RequestOutcome.Succeeded)], [ComponentGroup.Servers(1)]);
        Assert.Equal((1, 1.0), (report.Figures.Requests, report.Figures.Success));
        var nothing = Report([], [ComponentGroup.Servers(1)]).Figures;
        Assert.True(double.IsNaN(nothing.Success) && double.IsNaN(nothing.GoodWindows) && nothing.P99 is null && nothing.Failures == 0);
    }

    [Fact]
    public void An_outage_is_felt_until_the_last_request_that_failed_of_it()
    {
        // Down for 4 s, but detected after one: of the 20 requests that were sent meanwhile 3 fail.
        var requests = Enumerable.Range(0, 50).Select(i => Request(i * 200, i is 15 or 17 or 19 ? RequestOutcome.Failed : RequestOutcome.Succeeded));
        var impact = Assert.Single(Report(requests, [ComponentGroup.Servers(2)], Down("server 1", 3_000, 7_000)).Impacts);
        Assert.Equal((20, 3, 800.Milliseconds(), 0.15), (impact.Requests, impact.Unsuccessful, impact.Felt, impact.Noticed));
    }

    [Fact]
    public void A_measurement_that_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ServiceReport(new(At(1), At(1), [], [ComponentGroup.Servers(1)], [])));
        Assert.Throws<ArgumentException>(() => Report([], []));
        Assert.Throws<ArgumentException>(() => Report([], [ComponentGroup.Servers(1)], Down("server 0", 5, 4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ComponentGroup.Servers(2, needed: 3));
        Assert.Throws<ArgumentException>(() => new ComponentGroup("servers", ["a", "a"]));
    }

    private static ServiceReport Report(IEnumerable<ServiceRequest> requests, ComponentGroup[] groups, params Outage[] outages) =>
        new(new(At(0), At(10_000), [.. requests], groups, outages));

    private static ServiceRequest Request(int sentAt, RequestOutcome outcome) => new(At(sentAt), At(sentAt + 1), outcome);

    private static Outage Down(string component, int from, int to) => new(component, At(from), At(to));

    private static Instant At(int milliseconds) => Instant.FromMilliseconds(milliseconds);
}
