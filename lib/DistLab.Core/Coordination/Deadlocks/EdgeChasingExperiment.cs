using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Coordination;

/// <summary>Runs edge chasing in the simulator.</summary>
public static class EdgeChasingExperiment
{
    /// <summary>
    /// Processes that come to wait for each other as in a graph, 3 ms apart, from 5 ms on; each sends probes when it has waited for
    /// 20 ms. Whoever waits for nobody works for 100 ms before it gives what it is asked for.
    /// </summary>
    /// <param name="waits">Who is to wait for whom.</param>
    /// <param name="hop">How long a message takes.</param>
    /// <returns>What happened in the first 60 ms.</returns>
    /// <exception cref="ArgumentException">Nobody waits.</exception>
    public static Trace Run(WaitForGraph waits, Delay hop)
    {
        ArgumentNullException.ThrowIfNull(waits);
        if (waits.Edges.Count == 0)
            throw new ArgumentException("Somebody must wait.", nameof(waits));
        var nodes = waits.Edges.Max(edge => Math.Max(edge.Waiting.Index, edge.On.Index)) + 1;
        var simulation = new EdgeChasing(nodes, 100.Milliseconds(), 20.Milliseconds()).Simulate(nodes, seed: 1, new Link(hop) { InOrder = true }, Trace.KeepAll());
        foreach (var of in waits.Edges.GroupBy(edge => edge.Waiting, edge => edge.On))
            simulation.Inject(Instant.FromMilliseconds(5 + (3 * of.Key.Index)), of.Key, EdgeChasingMessage.Need(NodeSet.Of([.. of])));
        simulation.RunUntil(Instant.FromMilliseconds(60));
        return simulation.Trace;
    }
}
