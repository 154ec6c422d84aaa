using DistLab.LoadBalancing;
using DistLab.Protocols;

namespace DistLab.Availability;

/// <summary>Designs in which redundancy, or help, makes things worse, and their cures.</summary>
public static class ServiceScenarios
{
    /// <summary>A calm day: two servers that fail now and then, and a device that sends again what failed.</summary>
    /// <param name="attempts">How many times it sends a request at most; with 1, it does not send again.</param>
    public static ServiceDesign CalmDay(int attempts) => new()
    {
        Servers = 2,
        Load = RequestLoad.Poisson(5),
        TimeToFailure = Delay.Exponential(60.Seconds()),
        Hub = new() { Policy = BalancingPolicy.Random },
        Device = new() { Attempts = attempts, BackOff = new(50.Milliseconds()) },
    };

    /// <summary>
    /// A storm: one server that can do 100 requests a second, users who send 70, and from the 30th second on 200 for 10 s. Each waits half a second for an
    /// answer before the device sends again. The queue of the storm makes every request time out, the retries keep it as long as it is, and the
    /// service stays down though nothing is broken any more: a metastable failure.
    /// </summary>
    /// <param name="attempts">How many times the device sends a request at most.</param>
    /// <param name="budget">What limits its retries; by default nothing.</param>
    /// <param name="backOff">How long it waits before it sends again; by default not at all.</param>
    /// <remarks>Bronson, Aghayev, Charapko and Zhu, "Metastable Failures in Distributed Systems" (HotOS 2021).</remarks>
    /// <example><code>
    /// ServiceScenarios.Storm(attempts: 4).Run(120.Seconds(), warmUp: Duration.Zero).Report.Windows
    /// ServiceScenarios.Storm(attempts: 4, new RetryBudget(percent: 10)).Run(120.Seconds(), warmUp: Duration.Zero).Report.Windows
    /// </code></example>
    public static ServiceDesign Storm(int attempts, RetryBudget? budget = null, BackOff? backOff = null) => new()
    {
        Service = Delay.Exponential(10.Milliseconds()),
        Room = 400,
        Load = RequestLoad.Steps((70, 30.Seconds()), (200, 10.Seconds()), (70, 1.Seconds())),
        Device = new() { Timeout = 500.Milliseconds(), Attempts = attempts, Budget = budget, BackOff = backOff ?? BackOff.None },
    };

    /// <summary>Ten servers of which one is enough, which all hang on one switch: as available as the switch.</summary>
    /// <param name="servers">How many servers there are.</param>
    /// <param name="shared">Whether they share a switch; without, only their own failures befall them.</param>
    public static ServiceDesign SharedSwitch(int servers = 10, bool shared = true) => new()
    {
        Servers = servers,
        Load = RequestLoad.Poisson(2),
        Service = Delay.Exponential(10.Milliseconds()),
        TimeToFailure = Delay.Exponential(60.Seconds()),
        SwitchFailure = shared ? Delay.Exponential(300.Seconds()) : null,
        Hub = new() { Policy = BalancingPolicy.Random, Check = new(500.Milliseconds()), Tries = 3 },
    };

    /// <summary>Three servers behind one hub, which can itself fail: the service is up no more than its hub.</summary>
    /// <param name="hubFails">Whether the hub fails, as often as a server.</param>
    public static ServiceDesign SingleHub(bool hubFails = true) => new()
    {
        Servers = 3,
        Load = RequestLoad.Poisson(2),
        Service = Delay.Exponential(10.Milliseconds()),
        TimeToFailure = Delay.Exponential(60.Seconds()),
        Hub = new() { Check = new(500.Milliseconds()), Tries = 3, Failure = hubFails ? Delay.Exponential(60.Seconds()) : null },
        Device = new() { Timeout = 1.Seconds() },
    };

    /// <summary>
    /// One server that is down for one of ten minutes: at night, when hardly anybody asks, or by day. By time both are alike.
    /// </summary>
    /// <param name="byDay">Whether it fails by day.</param>
    /// <remarks>Half of the ten minutes is day, with 8 requests a second, and half night, with 1. Measure 600 s without a warm-up.</remarks>
    public static ServiceDesign DayAndNight(bool byDay) => new()
    {
        Hub = null,
        Load = RequestLoad.Steps((byDay ? 1 : 8, 300.Seconds()), (byDay ? 8 : 1, 300.Seconds())),
        TimeToFailure = Delay.Constant(400.Seconds()),
        TimeToRepair = Delay.Constant(60.Seconds()),
    };

    /// <summary>One of two servers at a time is down, the hub does not check, and the service counts as up: a partial outage.</summary>
    public static ServiceDesign PartialOutage() => CalmDay(attempts: 1);
}
