using DistLab.Analysis;
using DistLab.LoadBalancing;
using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>
/// The prototype's four experiments. Each is a design that follows from the load, and what theory says of it; a sweep simulates it at several loads
/// with many seeds. Times are those of a laboratory: a request takes 100 ms, a server runs for a minute, and its repair takes 6 s.
/// </summary>
/// <example><code>
/// var result = ServiceExperiment.Baseline.Sweep([0.2, 0.5, 0.8], seeds: 100);
/// result.Rows                                     // the table of results
/// result.Comparisons                              // calculated beside simulated, with 95 % intervals
/// result.Theory(nameof(ServiceFigures.Response))  // the dashed line of a figure
/// </code></example>
public sealed class ServiceExperiment
{
    private static readonly Duration Work = 100.Milliseconds();
    private static readonly Duration Running = 60.Seconds();
    private static readonly Duration Repairing = 6.Seconds();

    private readonly Func<double, ServiceDesign> _design;
    private readonly Func<double, ServiceTheory> _theory;

    /// <summary>An experiment of one's own.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="design">The design at a load, the share of all servers' capacity that users ask for.</param>
    /// <param name="theory">What theory says of it; by default nothing.</param>
    public ServiceExperiment(string name, Func<double, ServiceDesign> design, Func<double, ServiceTheory>? theory = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(design);
        (Name, _design, _theory) = (name, design, theory ?? (_ => new()));
    }

    /// <summary>A1: one server that fails and is repaired, and nothing to help.</summary>
    public static ServiceExperiment Baseline { get; } = new("baseline", BaselineDesign, BaselineTheory);

    /// <summary>What the experiment is called.</summary>
    public string Name { get; }

    /// <summary>A2: several servers that do not fail, and a hub that spreads the requests.</summary>
    /// <param name="policy">How it chooses; by default in turn.</param>
    /// <param name="servers">How many servers there are.</param>
    public static ServiceExperiment LoadBalancing(BalancingPolicy? policy = null, int servers = 3)
    {
        policy ??= BalancingPolicy.RoundRobin;
        return new(
            $"load balancing, {policy.Name}",
            load => new() { Servers = servers, Service = Delay.Exponential(Work), Load = RateFor(load, servers), Hub = new() { Policy = policy } },
            load => BalancingTheory(policy, load, servers));
    }

    /// <summary>A2 with the ideal: requests wait in one line at the hub, and go to whichever server is free (M/M/c).</summary>
    /// <param name="servers">How many servers there are.</param>
    public static ServiceExperiment OneLine(int servers = 3) => new(
        "load balancing, one line",
        load => new() { Servers = servers, Service = Delay.Exponential(Work), Load = RateFor(load, servers), Hub = new() { AtOnce = 1 } },
        load => QueueTheory(new MultiServerQueue(servers, RateOf(load, servers), Work)));

    /// <summary>A3: servers that fail, and a hub that finds out by its health check and then spares them.</summary>
    /// <param name="check">How it checks; by default every second, and two failed probes in a row count.</param>
    /// <param name="servers">How many servers there are.</param>
    /// <param name="retries">At how many further servers the hub tries a request that fails; by default at none, so that users feel every failure.</param>
    public static ServiceExperiment Failover(HealthCheck? check = null, int servers = 2, int retries = 0)
    {
        check ??= new(1.Seconds());
        return new(
            "failover",
            load => Failing(load, servers) with { Hub = new() { Policy = BalancingPolicy.Random, Check = check, Tries = retries + 1 } },
            load => retries > 0 ? new() { Availability = FailoverOf(servers, check).Availability } : FailoverTheory(load, servers, check));
    }

    /// <summary>
    /// A4: load balancing and failover together, with a second try. The service counts as up while as many servers are up as the load needs, so that its
    /// availability falls in steps as the load rises.
    /// </summary>
    /// <param name="check">How the hub checks; by default every second, and two failed probes in a row count.</param>
    /// <param name="servers">How many servers there are.</param>
    public static ServiceExperiment Combined(HealthCheck? check = null, int servers = 3)
    {
        check ??= new(1.Seconds());
        return new(
            "combined",
            load => Failing(load, servers) with
            {
                Needed = NeededFor(load, servers),
                Hub = new() { Policy = BalancingPolicy.LeastConnections, Check = check, Tries = 2 },
            },
            load => new() { Availability = KOutOfN.Availability(NeededFor(load, servers), servers, Running / (Running + Repairing)) });
    }

    /// <summary>The least number of servers that can bear a load: more servers than the work there is.</summary>
    /// <param name="load">The share of all servers' capacity that users ask for.</param>
    /// <param name="servers">How many servers there are.</param>
    public static int NeededFor(double load, int servers) => Math.Clamp((int)Math.Floor((load * servers) + 1e-9) + 1, 1, servers);

    /// <summary>The design at a load.</summary>
    public ServiceDesign Design(double load) => _design(load);

    /// <summary>Simulates the experiment at several loads, each with the same seeds.</summary>
    /// <param name="loads">The loads: shares of all servers' capacity that users ask for, above 0.</param>
    /// <param name="seeds">With how many seeds each is run.</param>
    /// <param name="executor">Who makes the runs; by default the caller's thread.</param>
    /// <param name="length">For how long each run is measured, after a warm-up of 20 s; by default 120 s.</param>
    /// <exception cref="ArgumentException">There are no loads.</exception>
    /// <exception cref="InvalidOperationException">A run failed; the message names it.</exception>
    public ExperimentResult Sweep(IEnumerable<double> loads, int seeds = 100, ISweepExecutor? executor = null, Duration? length = null)
    {
        var sweep = Analysis.Sweep.Over(loads, seeds);
        var designs = sweep.Points.Distinct().ToDictionary(load => load, _design);
        var result = sweep.Run((load, seed) => designs[load].Run(length ?? 120.Seconds(), seed).Report.Figures, new() { Executor = executor ?? OneByOne.Instance });
        return new(Name, result, [.. sweep.Points.Select(_theory)]);
    }

    private static double RateOf(double load, int servers) => load * servers / Work.Seconds;

    private static RequestLoad RateFor(double load, int servers) => RequestLoad.Poisson(RateOf(load, servers));

    private static ServiceDesign BaselineDesign(double load) => Failing(load, 1) with { Hub = null };

    private static ServiceDesign Failing(double load, int servers) => new()
    {
        Servers = servers,
        Service = Delay.Exponential(Work),
        Load = RateFor(load, servers),
        TimeToFailure = Delay.Exponential(Running),
        TimeToRepair = Delay.Exponential(Repairing),
    };

    private static ServiceTheory BaselineTheory(double load)
    {
        var server = new UnreliableServer(RateOf(load, 1), Work, Running, Repairing);
        return new() { Availability = server.Availability, Success = server.Success, Response = server.Response, P50 = server.ResponseQuantile(0.5), P95 = server.ResponseQuantile(0.95) };
    }

    private static ServiceTheory BalancingTheory(BalancingPolicy policy, double load, int servers)
    {
        if (policy == BalancingPolicy.Random)
            return QueueTheory(new MultiServerQueue(1, RateOf(load, 1), Work));
        return new() { Availability = 1, Success = 1, Response = policy == BalancingPolicy.RoundRobin ? new RoundRobinQueue(servers, RateOf(load, servers), Work).Response : null };
    }

    private static ServiceTheory QueueTheory(MultiServerQueue queue) => new() { Availability = 1, Success = 1, Response = queue.Response, P50 = queue.ResponseQuantile(0.5), P95 = queue.ResponseQuantile(0.95) };

    private static FailoverModel FailoverOf(int servers, HealthCheck check) => new(servers, Running, Repairing, check);

    // A request fails at a server that is down, or when one that is up goes down before it is done. Where the others cannot bear the load of one
    // that is down, queues grow as long as it is, and there is no such formula.
    private static ServiceTheory FailoverTheory(double load, int servers, HealthCheck check)
    {
        if (load * servers >= servers - 1)
            return new() { Availability = FailoverOf(servers, check).Availability };
        var (model, one) = (FailoverOf(servers, check), new UnreliableServer(RateOf(load, 1), Work, Running, Repairing));
        return new() { Availability = model.Availability, Success = model.Success * one.Success / one.Availability };
    }
}
