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

    public TState? State { get; set; }

    public TState? Durable { get; set; }

    public bool IsUp { get; set; } = true;
}
