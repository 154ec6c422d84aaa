using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Models;

/// <summary>Synchronous and asynchronous systems told apart: the same time-out in both, over many runs.</summary>
public static class InteractionExperiment
{
    /// <summary>Probes P1 in many runs; in every second one it has crashed.</summary>
    /// <param name="timeout">How long P0 waits.</param>
    /// <param name="network">How messages travel; a delay will do.</param>
    /// <param name="runs">How many runs there are.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no run.</exception>
    public static ProbeReport Probe(Duration timeout, Network network, int runs = 1_000, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        var (detected, wrong) = (0, 0);
        for (var run = 0; run < runs; run++)
        {
            var crashes = run % 2 == 1;
            var believes = Run(timeout, network, crashes, seed + (ulong)run).State(0).BelievesCrashed == true;
            detected += crashes && believes ? 1 : 0;
            wrong += !crashes && believes ? 1 : 0;
        }
        return new(runs / 2, detected, runs - (runs / 2), wrong);
    }

    /// <summary>One probe, to its end.</summary>
    /// <param name="timeout">How long P0 waits.</param>
    /// <param name="network">How messages travel; a delay will do.</param>
    /// <param name="crashes">Whether P1 crashes at once.</param>
    /// <param name="seed">What all chance follows from.</param>
    public static Simulation<TimeoutProbe.State, ProbeMessage> Run(Duration timeout, Network network, bool crashes, ulong seed = 1)
    {
        var run = new TimeoutProbe(timeout).Simulate(nodes: 2, seed, network, Trace.KeepAll());
        if (crashes)
            run.Under(FaultPlan.Of(Fault.Crash(1)));
        run.Run();
        return run;
    }
}
