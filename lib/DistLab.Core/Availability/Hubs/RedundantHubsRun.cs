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
        var (requests, outages, downSince) = (new List<ServiceRequest>(), new List<Outage>(), new Dictionary<NodeId, Instant>());
        foreach (var row in run.Trace)
        {
            if (row.Content is ServiceEvent.Sent)
                requests.Add(new(row.At, run.Now, RequestOutcome.Open));
            else if (row.Content is ServiceEvent.Ended(var id, var outcome, var attempts, var hub))
                requests[id] = new(requests[id].SentAt, row.At, outcome, attempts, hub);
            else if (row.Content is ServiceEvent.Down)
                downSince[row.Node] = row.At;
            else if (row.Content is ServiceEvent.Up && downSince.Remove(row.Node, out var since))
                outages.Add(new(NameOf(row.Node.Index), since, row.At));
        }
        outages.AddRange(downSince.Select(down => new Outage(NameOf(down.Key.Index), down.Value, run.Now)));
        return new(new(from, from + length, requests, [new("hubs", Enumerable.Range(0, hubs.Hubs).Select(NameOf))], outages));
    }

    private static string NameOf(int hub) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"hub {hub}");
}
