using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Simulation;

/// <summary>Simulations without naming their types: <c>new TokenRingMutex(5, workload).Simulate(nodes: 5, seed: 42)</c>.</summary>
public static class SimulationExtensions
{
    /// <inheritdoc cref="Simulation{TState, TMessage}.Simulation"/>
    public static Simulation<TState, TMessage> Simulate<TState, TMessage>(
        this Protocol<TState, TMessage> protocol,
        int nodes,
        ulong seed = 1,
        Network? network = null,
        Trace? trace = null,
        Func<NodeId, DriftingClock>? clocks = null,
        Mutator<TMessage>? mutator = null)
        where TState : class
        where TMessage : class => new(protocol, nodes, seed, network, trace, clocks, mutator);

    /// <summary>A scenario of this protocol: a run that is to be, to which faults, messages and claims are added.</summary>
    /// <param name="protocol">What every node follows.</param>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="length">How long the run is; it ends sooner when nothing is left to happen.</param>
    /// <param name="seed">What all chance in the run follows from.</param>
    /// <param name="network">The links; by default every message takes 1 ms and none is lost.</param>
    /// <param name="clocks">The nodes' own clocks; by default all are right.</param>
    /// <param name="mutator">What a corrupted message becomes, and what a Byzantine node says.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no node, or the length is negative.</exception>
    public static Scenario<TState, TMessage> Scenario<TState, TMessage>(
        this Protocol<TState, TMessage> protocol,
        int nodes,
        Duration length,
        ulong seed = 1,
        Network? network = null,
        Func<NodeId, DriftingClock>? clocks = null,
        Mutator<TMessage>? mutator = null)
        where TState : class
        where TMessage : class => new(protocol, nodes, length) { Seed = seed, Network = network, Clocks = clocks, Mutator = mutator };
}
