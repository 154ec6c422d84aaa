using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Coordination;

/// <summary>Runs mutual exclusion protocols in the simulator.</summary>
public static class MutualExclusionExperiment
{
    /// <summary>One run, recorded from its start.</summary>
    /// <param name="protocol">The protocol, with its clients' workload.</param>
    /// <param name="nodes">How many nodes there are, a central server included.</param>
    /// <param name="network">How long messages take; a delay will do.</param>
    /// <param name="length">How long the run is. It ends sooner when nothing is left to happen.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <param name="plan">What else is to happen, and when.</param>
    /// <exception cref="ArgumentOutOfRangeException">The plan names a node that does not exist.</exception>
    public static MutualExclusionRun Run<TState>(
        MutualExclusion<TState> protocol, int nodes, Network network, Duration length, ulong seed = 1, params IEnumerable<Planned> plan)
        where TState : MutexState
    {
        ArgumentNullException.ThrowIfNull(plan);
        var simulation = new Simulation<TState, MutexMessage>(protocol, nodes, seed, network, Trace.KeepAll());
        foreach (var planned in plan)
        {
            var at = Instant.Zero + planned.At;
            if (planned.Fault is { } fault)
                simulation.Schedule(at, fault);
            else
                simulation.Inject(at, planned.Node, planned.Message!);
        }
        simulation.RunUntil(Instant.Zero + length);
        return new(simulation.Trace, MutualExclusionReport.From(simulation.Trace));
    }
}
