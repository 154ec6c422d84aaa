using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Availability;

/// <summary>Runs redundant hubs in the simulator.</summary>
public static class RedundantHubsRun
{
    /// <summary>One run, measured after 20 s. The components are <c>hub 0</c>, <c>hub 1</c>, …, of which one is needed.</summary>
    /// <param name="hubs">The hubs.</param>
    /// <param name="length">For how long it is measured.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <param name="network">How long messages take; by default a millisecond.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not above zero.</exception>
    public static ServiceReport Run(this RedundantHubs hubs, Duration length, ulong seed = 1, Network? network = null)
    {
        ArgumentNullException.ThrowIfNull(hubs);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, Duration.Zero);
        var run = hubs.Simulate(hubs.Hubs + 1, seed, network ?? Delay.Constant(1.Milliseconds()), Trace.KeepOutputs());
        var from = Instant.Zero + 20.Seconds();
        run.RunUntil(from + length + 1.Seconds());
        var log = new ServiceLogReader(run.Now, node => NameOf(node.Index));
        foreach (var row in run.Trace)
            log.Read(row);
        log.Finish();
        return new(new(from, from + length, log.Requests, [new("hubs", Enumerable.Range(0, hubs.Hubs).Select(NameOf))], log.Outages));
    }

    private static string NameOf(int hub) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"hub {hub}");
}
