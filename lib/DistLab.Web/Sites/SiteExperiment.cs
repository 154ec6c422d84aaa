using DistLab.Availability;
using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Web;

/// <summary>The prototype's four experiments on real processes: the same designs as in simulation, and the same reports.</summary>
/// <example><code>
/// var report = await SiteExperiment.RunAsync(ServiceExperiment.Failover(), load: 0.4);
/// report.Figures                     // beside ServiceExperiment.Failover().Sweep([0.4]).Rows
/// </code></example>
public static class SiteExperiment
{
    /// <summary>How many times as fast as in the design everything goes by default: 120 s in 12 s.</summary>
    public const double DefaultSpeed = 10;

    /// <summary>Runs one of the four experiments at a load.</summary>
    /// <param name="experiment">Which one, for example <see cref="ServiceExperiment.Baseline"/>.</param>
    /// <param name="load">The share of all servers' capacity that users ask for, above 0.</param>
    /// <param name="length">How long it is measured, in the design's time; 120 s by default.</param>
    /// <param name="seed">What requests, work, failures and repairs follow from.</param>
    /// <param name="speed">How many times as fast as in the design everything goes.</param>
    /// <returns>The report in the design's time: what took 10 ms counts as 100 ms at the default speed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The load or the speed is not above zero.</exception>
    /// <exception cref="SiteException">A process does not come up.</exception>
    public static async Task<ServiceReport> RunAsync(ServiceExperiment experiment, double load, Duration? length = null, ulong seed = 1, double speed = DefaultSpeed)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(load, 0);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(speed, 0);
        var design = experiment.Design(load);
        var time = (length ?? 120.Seconds()) * (1 / speed);
        await using var site = await Site.StartAsync(design.Servers, design.Service, Options(design, speed, seed));
        await site.WaitUntilOpenAsync();
        // What is compiled first is slow, and no part of the design.
        _ = await site.RunAsync(Load.Poisson(design.Servers * 100, 1.Seconds()) with { Path = "/health" });
        var rate = load * design.Servers / design.Service.Mean.Seconds * speed;
        var report = await site.RunAsync(Load.Poisson(rate, time) with { Seed = seed, Patience = 10.Seconds() }, Faults(design, time, speed, seed));
        return Slowed(report, speed);
    }

    private static SiteOptions Options(ServiceDesign design, double speed, ulong seed)
    {
        var (hub, check) = (design.Hub, design.Hub?.Check);
        return new()
        {
            Needed = design.Needed,
            Prepared = true,
            Server = new() { Seed = seed, TimeFactor = 1 / speed },
            Hub = new()
            {
                Seed = seed,
                Policy = hub?.Policy ?? LoadBalancing.BalancingPolicy.RoundRobin,
                HealthPath = check is null ? null : "/health",
                HealthInterval = (check?.Interval ?? 1.Seconds()) * (1 / speed),
                HealthTimeout = (check?.Timeout ?? 1.Seconds()) * (1 / speed),
                UnhealthyAfter = check?.Fall ?? 1,
                HealthyAfter = check?.Rise ?? 1,
                EjectAfter = hub?.EjectAfter ?? 0,
                Tries = hub?.Tries ?? 1,
            },
        };
    }

    private static FaultPlan Faults(ServiceDesign design, Duration time, double speed, ulong seed)
    {
        if (design.TimeToFailure is not { } running)
            return FaultPlan.None;
        var planned = new List<PlannedFault>();
        for (var server = 0; server < design.Servers; server++)
        {
            var random = new RandomStream(seed).Derive("failures").Derive((ulong)server);
            for (var at = running.Sample(random) * (1 / speed); at < time; at += running.Sample(random) * (1 / speed))
            {
                planned.Add(new(Instant.Zero + at, Fault.Crash(server)));
                at += design.TimeToRepair.Sample(random) * (1 / speed);
                planned.Add(new(Instant.Zero + at, Fault.Restart(server)));
            }
        }
        return FaultPlan.From(planned);
    }

    private static ServiceReport Slowed(ServiceReport report, double speed)
    {
        var log = report.Log;
        return new(new(
            At(log.From),
            At(log.To),
            [.. log.Requests.Select(request => request with { SentAt = At(request.SentAt), EndedAt = At(request.EndedAt) })],
            log.Groups,
            [.. log.Outages.Select(outage => outage with { From = At(outage.From), To = At(outage.To) })]));

        Instant At(Instant real) => Instant.Zero + (real.SinceZero * speed);
    }
}
