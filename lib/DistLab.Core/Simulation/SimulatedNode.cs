using System.Runtime.CompilerServices;
using DistLab.Protocols;
using DistLab.Time;

namespace DistLab.Simulation;

/// <summary>One node of a simulation: its state, stable storage, timers, clock and streams of chance.</summary>
/// <remarks>What few nodes need is made when it is first used: a simulation may have a million of them.</remarks>
internal sealed class SimulatedNode<TState, TMessage>(NodeId id, RandomStream random, Protocol<TState, TMessage> protocol, DriftingClock? clock)
    where TState : class
    where TMessage : class
{
    private DriftingClock? _clock = clock;

    public NodeId Id { get; } = id;

    /// <summary>What the node follows; another protocol than the others' if it is Byzantine.</summary>
    public Protocol<TState, TMessage> Protocol { get; set; } = protocol;

    public NodeStatus Status { get; set; }

    /// <summary>How many times as long as usual the node takes.</summary>
    public double Slowness { get; set; } = 1;

    public DriftingClock Clock => _clock ??= new();

    public RandomStream Links => field ??= Stream("links");

    public RandomStream TimerDelays => field ??= Stream("timers");

    public RandomStream Choices => field ??= Stream("choices");

    /// <summary>What faults draw from, so that one fault less leaves all else as it was.</summary>
    public FaultStreams Faults => field ??= new(Stream("faults"));

    public TimerTable<TMessage> Timers { get; } = new();

    /// <summary>What came while the node was paused: messages, and, with the number 0, timers.</summary>
    public Queue<(NodeId From, long Number, TMessage Message)> Waiting => field ??= [];

    public TState? State { get; private set; }

    public TState? Durable { get; private set; }

    // Most events of a busy run leave the state as it was, and storing a reference costs more than comparing it.
    /// <returns>Whether the state is another one now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Become(TState state)
    {
        if (ReferenceEquals(state, State))
            return false;
        State = state;
        Durable = Protocol.Durable(state);
        return true;
    }

    /// <summary>How long a timer takes to run out, by true time.</summary>
    public Duration Draw(Delay delay)
    {
        var counted = delay is ConstantDelay constant ? constant.Mean : delay.Sample(TimerDelays);
        var length = _clock is null ? counted : _clock.ToTrueTime(counted);
        return Slowness == 1 ? length : length * Slowness;
    }

    private RandomStream Stream(string use) => random.Derive(use).Derive((ulong)Id.Index);
}
