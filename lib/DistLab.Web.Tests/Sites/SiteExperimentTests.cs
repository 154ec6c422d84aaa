using DistLab.Availability;
using DistLab.Protocols;

namespace DistLab.Web.Tests;

/// <summary>The four experiments for real. Their times depend on the machine; what must hold on any is tested.</summary>
public class SiteExperimentTests
{
    [Fact]
    public async Task The_same_design_gives_the_same_report_for_real_and_simulated()
    {
        var experiment = ServiceExperiment.Failover(new HealthCheck(1.Seconds()));
        // At this seed a server fails in the first 40 s.
        var real = await SiteExperiment.RunAsync(experiment, load: 0.1, length: 40.Seconds(), seed: 2);
        var simulated = experiment.Design(0.1).Run(40.Seconds(), 2).Report;
        Assert.Equal(simulated.Log.Groups.Single(group => group.Name == "servers"), real.Log.Groups.Single(group => group.Name == "servers"));
        Assert.Equal(40.Seconds(), real.Log.To - real.Log.From);
        Assert.NotEmpty(real.Log.Outages);
        // Two requests a second of 100 ms each, in the design's time.
        Assert.InRange(real.Figures.Requests, 40, 130);
        Assert.InRange(real.Figures.Success, 0.5, 1);
        Assert.True(real.Figures.Response >= 50.Milliseconds());
    }
}
