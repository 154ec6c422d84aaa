using DistLab.Analysis;
using DistLab.Availability;
using DistLab.LoadBalancing;
using DistLab.Protocols;
using DistLab.Simulation;

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

    [Fact]
    public void Fifty_servers_asked_in_pairs_are_near_the_supermarket_model()
    {
        var response = ServiceExperiment.LoadBalancing(BalancingPolicy.PowerOfTwoChoices, servers: 50).Sweep([0.7], seeds: 3, length: 60.Seconds()).Rows[0].Response!.Value;
        output.WriteLine($"{response}");
        // The model is of infinitely many servers, each of which serves in 0.1 s here.
        Assert.Equal(SupermarketModel.Response(0.7, 2), response.Seconds * 10, 0.06);
    }

    [Fact]
    public void A_trace_of_outputs_holds_the_outputs_of_the_whole_run_and_nothing_else()
    {
        IReadOnlyCollection<TraceRow> Rows(Trace trace)
        {
            var system = new ServiceSystem(new() { TimeToFailure = Delay.Exponential(5.Seconds()) });
            system.Simulate(system.Nodes, trace: trace).RunUntil(Instant.FromSeconds(60));
            return trace;
        }
        Assert.Equal(Rows(Trace.KeepAll()).Where(row => row.Kind == TraceKind.Output).Select(row => row.ToString()), Rows(Trace.KeepOutputs()).Select(row => row.ToString()));
    }

    [Fact]
    public void Requests_come_as_the_load_says()
    {
        int Sent(RequestLoad load, int seconds) => new ServiceDesign { Load = load, Service = 1.Milliseconds(), Hub = null }.Run(seconds.Seconds(), warmUp: Duration.Zero).Report.Figures.Requests;
        Assert.InRange(Sent(RequestLoad.Poisson(50), 100), 4_700, 5_300);
        Assert.InRange(Sent(RequestLoad.Poisson(50).Times(2), 100), 9_600, 10_400);
        Assert.InRange(Sent(RequestLoad.Steps((10, 50.Seconds()), (0, 25.Seconds()), (40, 1.Seconds())), 100), 1_350, 1_650);
        Assert.InRange(Sent(RequestLoad.Bursts(10, 9.Seconds(), 110, 1.Seconds()), 100), 1_800, 2_200);
        Assert.Equal(3, Sent(RequestLoad.Trace([1.Seconds(), 1.Seconds(), 7.Seconds()]), 100));
        Assert.Throws<ArgumentException>(() => RequestLoad.Trace([2.Seconds(), 1.Seconds()]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RequestLoad.Poisson(-1));
    }

    [Fact]
    public void A_hedge_cuts_the_tail_that_one_slow_server_makes()
    {
        ServiceDesign With(Duration? hedge) => new() { Servers = 3, Service = Delay.LogNormal(20.Milliseconds(), 1.5), Load = RequestLoad.Poisson(5), Device = new() { HedgeAfter = hedge } };
        var (plain, hedged) = (With(null).Run(400.Seconds()).Report.Figures, With(100.Milliseconds()).Run(400.Seconds()).Report.Figures);
        output.WriteLine($"{plain.P99} {hedged.P99} {hedged.Attempts}");
        Assert.True(hedged.P99!.Value < plain.P99!.Value * 0.7);
        Assert.InRange(hedged.Attempts, 1.05, 1.4);
    }

    [Fact]
    public void Servers_that_die_silently_are_found_by_their_requests()
    {
        ServiceDesign With(int? eject) => new()
        {
            Servers = 2, FailsSilently = true, Load = RequestLoad.Poisson(20), Service = Delay.Exponential(5.Milliseconds()),
            TimeToFailure = Delay.Exponential(60.Seconds()), TimeToRepair = Delay.Exponential(20.Seconds()),
            Hub = new() { TryTimeout = 300.Milliseconds(), EjectAfter = eject, EjectFor = 2.Seconds() },
        };
        var (trusting, ejecting) = (With(null).Run(300.Seconds(), 3).Report.Figures, With(3).Run(300.Seconds(), 3).Report.Figures);
        output.WriteLine($"{trusting.Success} {ejecting.Success}");
        Assert.True(1 - ejecting.Success < (1 - trusting.Success) / 2);
    }

    [Fact]
    public void A_breaker_spares_a_service_that_is_down_the_requests_that_would_fail()
    {
        ServiceDesign With(CircuitBreaker? breaker) => new() { Load = RequestLoad.Poisson(20), Service = Delay.Exponential(5.Milliseconds()), TimeToFailure = Delay.Constant(60.Seconds()), TimeToRepair = Delay.Constant(30.Seconds()), Device = new() { Breaker = breaker, BreakerWait = Delay.Constant(2.Seconds()), Timeout = 1.Seconds() } };
        var (without, with) = (With(null).Run(200.Seconds()).Report.Figures, With(new(5)).Run(200.Seconds()).Report.Figures);
        output.WriteLine($"{without.Success} {with.Success} {without.Attempts} {with.Attempts}");
        Assert.Equal(1, without.Attempts, 0.001);
        Assert.True(with.Attempts < with.Success + 0.02 && with.Success > without.Success - 0.03);
    }

    [Fact]
    public void Designs_that_do_not_go_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ServiceDesign { FailsSilently = true }.Run(1.Seconds()));
        Assert.Throws<ArgumentException>(() => new ServiceDesign { Hub = new() { Failure = 1.Seconds() } }.Run(1.Seconds()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceDesign { Servers = 2, Needed = 3 }.Run(1.Seconds()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceDesign().Run(Duration.Zero));
    }

    private ServiceFigures[] Runs(ServiceDesign design, int seeds = 30) => [.. Enumerable.Range(1, seeds).Select(seed => design.Run(120.Seconds(), (ulong)seed).Report.Figures)];

    private void Covers(Duration theory, IEnumerable<Duration?> measured) => Covers(theory.Seconds, measured.Select(value => value!.Value.Seconds));

    private void Covers(double theory, IEnumerable<double> measured)
    {
        var sample = new Sample(measured);
        output.WriteLine($"theory {theory:0.00000}, measured {sample.Mean:0.00000} ± {sample.HalfWidth():0.00000}");
        Assert.InRange(theory, sample.Mean - sample.HalfWidth(), sample.Mean + sample.HalfWidth());
    }
}
