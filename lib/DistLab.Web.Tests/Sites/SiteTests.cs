using DistLab.Availability;
using DistLab.Protocols;
using DistLab.Simulation;
using DistLab.Systems.Tests;

namespace DistLab.Web.Tests;

/// <summary>Device, hub and servers as processes.</summary>
public class SiteTests
{
    private static readonly SiteOptions Quick = new() { Hub = new() { HealthInterval = 50.Milliseconds(), HealthTimeout = 1.Seconds(), UnhealthyAfter = 10 } };

    [Fact]
    public async Task A_killed_server_is_ejected_and_comes_back_and_no_request_that_may_be_repeated_is_lost()
    {
        await using var site = await Site.StartAsync(servers: 2, Delay.Constant(1.Milliseconds()), Quick);
        await site.WaitUntilOpenAsync();
        var report = await site.RunAsync(Load.Poisson(100, 2.Seconds()) with { Patience = 5.Seconds() }, FaultPlan.None.During(500.Milliseconds(), 900.Milliseconds(), Fault.Crash(1)));
        await site.WaitUntilOpenAsync();
        Assert.InRange(report.Figures.Requests, 120, 290);
        Assert.Equal(1, report.Figures.Success);
        Assert.Equal(1, report.Service.Availability);
        var impact = Assert.Single(report.Impacts);
        Assert.Equal("server 1", impact.Outage.Component);
        Assert.True(impact.Outage.Length >= 400.Milliseconds());
        var status = await site.StatusAsync();
        Assert.Equal(1, status.Servers[1].Ejections);
        var after = await site.RunAsync(Load.Poisson(100, 500.Milliseconds()) with { Patience = 5.Seconds() });
        Assert.Contains(after.Log.Requests, request => request.Server == 1);
    }

    [Fact]
    public async Task Of_requests_that_must_not_be_repeated_only_those_inside_a_killed_server_are_lost()
    {
        await using var site = await Site.StartAsync(servers: 2, Delay.Constant(20.Milliseconds()), Quick with { Server = new() { Workers = 8 } });
        await site.WaitUntilOpenAsync();
        var load = Load.Closed(users: 8, 2.Seconds()) with { WriteShare = 1, Patience = 5.Seconds() };
        var report = await site.RunAsync(load, FaultPlan.None.At(1.Seconds(), Fault.Crash(0)));
        // Each of the eight users has one request at a time.
        Assert.InRange(report.Figures.Unsuccessful, 0, 8);
        Assert.True(report.Figures.Requests > 16);
    }

    [Fact]
    public async Task Faults_that_come_faster_than_processes_start_take_their_turn()
    {
        await using var site = await Site.StartAsync(servers: 1, Delay.None, Quick);
        var plan = FaultPlan.None;
        for (var i = 0; i < 4; i++)
            plan = plan.During((100 + (20 * i)).Milliseconds(), (110 + (20 * i)).Milliseconds(), Fault.Crash(0));
        var report = await site.RunAsync(Load.Poisson(20, 500.Milliseconds()), plan);
        Assert.Single(site.ProcessIds.Except([.. site.ProcessIds.Take(2)]));
        Assert.InRange(report.Log.Outages.Count, 1, 4);
    }

    [Fact]
    public async Task One_measurement_does_not_end_the_next()
    {
        await using var site = await Site.StartAsync(servers: 1, Delay.None, Quick);
        for (var i = 0; i < 20; i++)
            Assert.True((await site.RunAsync(Load.Poisson(200, 100.Milliseconds()))).Figures.Requests > 0);
        using var soon = new CancellationTokenSource(200);
        var cut = await site.RunAsync(Load.Poisson(50, 20.Seconds()), cancellation: soon.Token);
        Assert.True(cut.Log.To - cut.Log.From < 10.Seconds());
        Assert.True((await site.RunAsync(Load.Poisson(200, 100.Milliseconds()))).Figures.Requests > 0);
    }

    [Fact]
    public async Task A_hub_that_dies_takes_the_service_with_it()
    {
        await using var site = await Site.StartAsync(servers: 2, Delay.None, Quick);
        var report = await site.RunAsync(Load.Poisson(50, 2.Seconds()), FaultPlan.None.During(500.Milliseconds(), 1.Seconds(), Fault.Crash(2)));
        Assert.True(report.Service.Downtime >= 500.Milliseconds());
        Assert.InRange(report.Figures.Success, 0.05, 0.95);
        var report2 = await site.RunAsync(Load.Poisson(50, 1.Seconds()));
        Assert.Equal(1, report2.Figures.Success);
    }

    [Fact]
    public async Task A_server_that_is_cut_off_or_paused_costs_requests_until_the_hub_knows()
    {
        await using var site = await Site.StartAsync(servers: 2, Delay.None, new() { Relayed = true, Hub = Quick.Hub with { HealthTimeout = 200.Milliseconds(), AnswerTimeout = 10.Seconds() } });
        await site.WaitUntilOpenAsync();
        site.Cut(0);
        await site.WaitUntilOpenAsync(1);
        site.Mend(0);
        await site.WaitUntilOpenAsync();
        site.Pause(1);
        await site.WaitUntilOpenAsync(1);
        site.Resume(1);
        await site.WaitUntilOpenAsync();
        Assert.Equal([1, 1], (await site.StatusAsync()).Servers.Select(server => server.Ejections));
    }

    [Fact]
    public async Task A_slow_server_is_slow()
    {
        await using var site = await Site.StartAsync(servers: 1, Delay.Constant(2.Milliseconds()), Quick);
        await site.WaitUntilOpenAsync();
        await site.SlowAsync(0, 50);
        var report = await site.RunAsync(Load.Poisson(4, 2.Seconds()) with { Patience = 10.Seconds() });
        Assert.True(report.Figures.P50 >= 100.Milliseconds());
    }

    [Fact]
    public async Task A_blue_green_switch_under_load_fails_no_request_and_leaves_no_old_process()
    {
        await using var site = await Site.StartAsync(servers: 2, Delay.Constant(5.Milliseconds()), Quick with { Server = new() { Workers = 8 } });
        await site.WaitUntilOpenAsync();
        var before = site.ProcessIds;
        var deployed = await site.DeployAsync(DeploymentKind.BlueGreen, Load.Closed(users: 8, 3.Seconds()) with { WriteShare = 0.5, Patience = 5.Seconds() });
        Assert.Equal(0, deployed.Failed);
        Assert.True(deployed.Report.Figures.Requests > 16);
        Assert.Equal(["server 2", "server 3"], (await site.StatusAsync()).Servers.Select(server => server.Name));
        // Hub and device are the same, the two servers are others.
        await LiveProcesses.AllEndAsync([.. before.Except(site.ProcessIds)]);
        Assert.Equal(2, before.Except(site.ProcessIds).Count());
    }

    [Fact]
    public async Task Nothing_is_left_running()
    {
        var site = await Site.StartAsync(servers: 3);
        var processes = site.ProcessIds;
        Assert.Equal(5, processes.Count);
        site.Pause(1);
        await site.DisposeAsync();
        await LiveProcesses.AllEndAsync(processes);
    }

    [Fact]
    public async Task A_report_has_the_response_times_from_when_requests_were_due()
    {
        await using var site = await Site.StartAsync(servers: 1, Delay.Constant(5.Milliseconds()), Quick);
        await site.WaitUntilOpenAsync();
        // Twenty a second for 300 ms each: whoever waited for the answer before sending the next would see a quick server.
        await site.SlowAsync(0, 60);
        var report = await site.RunAsync(Load.Poisson(20, 1.Seconds()) with { Patience = 20.Seconds() });
        Assert.True(report.Quantile(1) > 1.Seconds(), report.Figures.ToString());
        Assert.All(report.Log.Requests, request => Assert.NotEqual(RequestOutcome.Failed, request.Outcome));
    }
}
