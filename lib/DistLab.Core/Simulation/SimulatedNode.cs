using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Simulation;

/// <summary>One node of a simulation: its state, stable storage, timers, clock and streams of chance.</summary>
internal sealed class SimulatedNode<TState, TMessage>(NodeId id, RandomStream random, DriftingClock clock)
    where TState : class
    where TMessage : class
{
    public NodeId Id { get; } = id;

    public DriftingClock Clock { get; } = clock;

    public RandomStream Links { get; } = random.Derive("links").Derive((ulong)id.Index);

    public RandomStream TimerDelays { get; } = random.Derive("timers").Derive((ulong)id.Index);

    public RandomStream Choices { get; } = random.Derive("choices").Derive((ulong)id.Index);

    public Dictionary<TMessage, EventHandle> Timers { get; } = [];

    public TState? State { get; private set; }

    public TState? Durable { get; private set; }

    public bool IsUp { get; set; } = true;

    // Most events of a busy run leave the state as it was, and storing a reference costs more than comparing it.
    public void Become(TState state, Protocol<TState, TMessage> protocol)
    {
        if (ReferenceEquals(state, State))
            return;
        State = state;
        Durable = protocol.Durable(state);
    }
}
