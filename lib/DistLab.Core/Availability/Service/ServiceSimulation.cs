using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Availability;

/// <summary>Runs designs of services in the simulator.</summary>
public static class ServiceSimulation
{
    /// <summary>One run, measured after a time in which the service comes into its stride.</summary>
    /// <param name="design">How the service is built.</param>
    /// <param name="length">For how long it is measured.</param>
    /// <param name="seed">What all chance follows from.</param>
    /// <param name="warmUp">How long it runs before; by default 20 s.</param>
    /// <param name="faults">What goes wrong besides what the design says, from the start of the warm-up on; pauses and slow nodes, for example.</param>
    /// <exception cref="ArgumentException">Parts of the design do not go together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <example><code>
    /// new ServiceDesign { Load = RequestLoad.Poisson(8) }.Run(200.Seconds()).Report.Figures.P99
    /// </code></example>
    public static ServiceRun Run(this ServiceDesign design, Duration length, ulong seed = 1, Duration? warmUp = null, FaultPlan? faults = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(warmUp ?? Duration.Zero, Duration.Zero, nameof(warmUp));
        var system = new ServiceSystem(design);
        var simulation = system.Simulate(system.Nodes, seed, design.Network, Trace.KeepOutputs());
        if (faults is not null)
            simulation.Under(faults);
        var from = Instant.Zero + (warmUp ?? 20.Seconds());
        // Requests that were sent in time may end a little later.
        simulation.RunUntil(from + length + (design.Service.Mean * 50));
        return new ServiceReader(design).Read(simulation.Trace, from, from + length, simulation.Now);
    }
}
