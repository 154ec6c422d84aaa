using DistLab.Analysis;
using DistLab.Availability;
using DistLab.LoadBalancing;
using DistLab.Protocols;

namespace DistLab.Core.Tests.Availability;

public sealed class ServiceSimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void One_server_without_failures_is_the_queue_M_M_1()
    {
        var theory = new MultiServerQueue(1, 8, 100.Milliseconds());
        var runs = Runs(new() { Load = RequestLoad.Poisson(8) });
        Covers(theory.Response!.Value, runs.Select(run => run.Response));
        Covers(theory.ResponseQuantile(0.5)!.Value, runs.Select(run => run.P50));
        Assert.All(runs, run => Assert.Equal((1.0, 1.0, 0), (run.Availability, run.Success, run.Unsuccessful)));
    }

    [Fact]
    public void One_line_before_three_servers_is_Erlangs()
    {
        var runs = Runs(new() { Servers = 3, Load = RequestLoad.Poisson(24), Hub = new() { AtOnce = 1 } });
        Covers(new MultiServerQueue(3, 24, 100.Milliseconds()).Response!.Value, runs.Select(run => run.Response));
    }

    [Fact]
    public void Taking_turns_is_as_theory_says()
    {
        var runs = Runs(new() { Servers = 3, Load = RequestLoad.Poisson(24) });
        Covers(new RoundRobinQueue(3, 24, 100.Milliseconds()).Response!.Value, runs.Select(run => run.Response));
    }

    [Fact]
    public void A_server_that_fails_is_as_theory_says()
    {
        var theory = new UnreliableServer(8, 100.Milliseconds(), 60.Seconds(), 6.Seconds());
        var runs = Runs(new() { Load = RequestLoad.Poisson(8), TimeToFailure = Delay.Exponential(60.Seconds()) });
        Covers(theory.Availability, runs.Select(run => run.Availability));
        Covers(theory.Success, runs.Select(run => run.Success));
        Covers(theory.Response!.Value, runs.Select(run => run.Response));
    }

    [Fact]
    public void A_hub_that_checks_is_as_theory_says()
    {
        var check = new HealthCheck(1.Seconds());
        var theory = new FailoverModel(3, 60.Seconds(), 6.Seconds(), check);
        var runs = Runs(new() { Servers = 3, Load = RequestLoad.Poisson(6), Service = Delay.Exponential(10.Milliseconds()), TimeToFailure = Delay.Exponential(60.Seconds()), Hub = new() { Policy = BalancingPolicy.Random, Check = check } });
        Covers(theory.Availability, runs.Select(run => run.Availability));
        Covers(theory.Success, runs.Select(run => run.Success));
    }

    private ServiceFigures[] Runs(ServiceDesign design, int seeds = 60) => [.. Enumerable.Range(1, seeds).Select(seed => design.Run(300.Seconds(), (ulong)seed).Report.Figures)];

    private void Covers(Duration theory, IEnumerable<Duration?> measured) => Covers(theory.Seconds, measured.Select(value => value!.Value.Seconds));

    private void Covers(double theory, IEnumerable<double> measured)
    {
        var sample = new Sample(measured);
        output.WriteLine($"theory {theory:0.00000}, measured {sample.Mean:0.00000} ± {sample.HalfWidth():0.00000}");
        Assert.InRange(theory, sample.Mean - sample.HalfWidth(), sample.Mean + sample.HalfWidth());
    }
}
