using DistLab.Protocols;
using DistLab.Simulation;

namespace DistLab.Checking.Search;

/// <summary>Plays a run that a search has found in the simulator.</summary>
internal sealed class Replay<TState, TMessage>(
    Protocol<TState, TMessage> protocol,
    Func<Script> script,
    IReadOnlyList<(Instant At, Fault Fault)> faults,
    IReadOnlyList<(Instant At, NodeId Node, TMessage Message)> injections,
    Instant end,
    IReadOnlyList<TState?> states,
    bool fails)
    where TState : class
    where TMessage : class
{
    public Simulation<TState, TMessage> Play()
    {
        var simulation = new Simulation<TState, TMessage>(protocol, states.Count, trace: Trace.KeepAll(states: true)) { Script = script() };
        foreach (var (at, fault) in faults)
            simulation.Schedule(at, fault);
        foreach (var (at, node, message) in injections)
            simulation.Inject(at, node, message);
        try
        {
            simulation.RunUntil(end);
        }
        catch (ProtocolException) when (fails)
        {
            return simulation;
        }
        for (var node = 0; node < states.Count; node++)
        {
            if (states[node] is { } state && !(simulation.IsUp(node) && state.Equals(simulation.State(node))))
                throw new InvalidOperationException($"{protocol.GetType().Name} is not a pure function: P{node} was {state} in the search and is {simulation.State(node)} in the simulator.");
        }
        return simulation;
    }
}
