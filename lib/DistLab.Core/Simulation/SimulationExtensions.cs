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
}
