using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Simulation;

/// <summary>Makes simulations without naming their types: <c>Simulation.Of(protocol, nodes: 5, seed: 42)</c>.</summary>
public static class Simulation
{
    /// <inheritdoc cref="Simulation{TState, TMessage}.Simulation"/>
    public static Simulation<TState, TMessage> Of<TState, TMessage>(
        Protocol<TState, TMessage> protocol,
        int nodes,
        ulong seed = 1,
        Network? network = null,
        Trace? trace = null,
        Func<NodeId, DriftingClock>? clocks = null)
        where TState : class
        where TMessage : class => new(protocol, nodes, seed, network, trace, clocks);
}
