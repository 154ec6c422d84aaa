using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// What all mutual exclusion protocols share: clients that call <c>enter()</c>, work in the critical section, and call
/// <c>exit()</c>. A protocol adds four rules: on initialization, to enter, to exit, and on receipt of a message.
/// </summary>
/// <remarks>
/// <para>The application's interface is that of Coulouris et al., 5th ed., §15.2. Timers of the <see cref="Workload"/> make the
/// calls, and so may the world outside by sending <see cref="MutexMessage.Enter"/> and <see cref="MutexMessage.Exit"/>; a call
/// that does not fit (an <c>exit()</c> by a client that is not inside) is ignored.</para>
/// <para>Clients may also talk to each other (<see cref="MutexMessage.EnterAndTell"/>): only then does it mean something that one
/// request has happened before another.</para>
/// <para>Channels are taken to be reliable, as the textbook does: nothing is sent again.</para>
/// </remarks>
/// <typeparam name="TState">What one node remembers.</typeparam>
public abstract class MutualExclusion<TState> : Protocol<TState, MutexMessage>
    where TState : MutexState
{
    private static readonly object Requested = CriticalSectionEvent.Requested;
    private static readonly object Entered = CriticalSectionEvent.Entered;
    private static readonly object Exited = CriticalSectionEvent.Exited;

    /// <summary>A protocol whose clients follow a workload.</summary>
    protected MutualExclusion(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        Workload = workload;
    }

    /// <summary>What every client does.</summary>
    public Workload Workload { get; }

    /// <inheritdoc/>
    public sealed override TState Start(NodeId self, Effects<MutexMessage> effects) =>
        Think(OnInitialization(self, effects) with { EntriesLeft = Workload.Entries }, self, effects);

    /// <summary>The node comes back having forgotten everything, and its client begins its workload anew.</summary>
    /// <inheritdoc/>
    public sealed override TState OnRestart(TState? durable, NodeId self, Effects<MutexMessage> effects) =>
        Think(OnRecovery(self, effects) with { EntriesLeft = Workload.Entries }, self, effects);

    /// <inheritdoc/>
    public sealed override TState OnMessage(TState state, NodeId self, NodeId from, MutexMessage message, Effects<MutexMessage> effects) =>
        message switch
        {
            MutexMessage.EnterCall => CallEnter(state, self, effects),
            MutexMessage.ExitCall => CallExit(state, self, effects),
            MutexMessage.EnterAndTellCall call => Tell(call.Other, CallEnter(state, self, effects), effects),
            MutexMessage.Told told => CallEnter(Hear(state, told.Time), self, effects),
            MutexMessage.Suspicion suspicion => OnSuspicion(state, self, suspicion.Node, effects),
            _ => OnReceipt(state, self, from, message, effects),
        };

    /// <inheritdoc/>
    public sealed override TState OnTimer(TState state, NodeId self, MutexMessage timer, Effects<MutexMessage> effects) =>
        timer switch
        {
            MutexMessage.EnterCall => CallEnter(state, self, effects),
            MutexMessage.ExitCall => CallExit(state, self, effects),
            _ => OnTimeout(state, self, timer, effects),
        };

    /// <summary>On initialization: the first state of a node. A workload is taken care of.</summary>
    protected abstract TState OnInitialization(NodeId self, Effects<MutexMessage> effects);

    /// <summary>On recovery from a crash that has wiped out everything: by default as on initialization.</summary>
    protected virtual TState OnRecovery(NodeId self, Effects<MutexMessage> effects) => OnInitialization(self, effects);

    /// <summary>To enter the critical section: the client, now in <see cref="MutexPhase.Wanted"/>, asks for it, or enters if it may.</summary>
    protected abstract TState ToEnter(TState state, NodeId self, Effects<MutexMessage> effects);

    /// <summary>To exit the critical section: the client, now in <see cref="MutexPhase.Released"/>, lets others in.</summary>
    protected abstract TState ToExit(TState state, NodeId self, Effects<MutexMessage> effects);

    /// <summary>On receipt of one of the protocol's own messages.</summary>
    protected abstract TState OnReceipt(TState state, NodeId self, NodeId from, MutexMessage message, Effects<MutexMessage> effects);

    /// <summary>One of the protocol's own timers has run out; by default nothing happens.</summary>
    protected virtual TState OnTimeout(TState state, NodeId self, MutexMessage timer, Effects<MutexMessage> effects) => state;

    /// <summary>A failure detector calls a process dead; by default nothing happens. It may be wrong.</summary>
    protected virtual TState OnSuspicion(TState state, NodeId self, NodeId suspected, Effects<MutexMessage> effects) => state;

    /// <summary>The Lamport time that the application's own messages carry, in a protocol that keeps such a clock; otherwise 0.</summary>
    protected virtual int ClockOf(TState state) => 0;

    /// <summary>A message of the application has come that carries a Lamport time; by default nothing happens.</summary>
    protected virtual TState Hear(TState state, int time) => state;

    /// <summary>Whether a node has an application that may want to enter; by default every node.</summary>
    protected virtual bool IsClient(NodeId self) => true;

    /// <summary>For the rules: the client is in the critical section from now on.</summary>
    protected TState EnterCriticalSection(TState state, Effects<MutexMessage> effects)
    {
        effects.Output(Entered);
        if (Workload.Work is { } work)
            effects.SetTimer(MutexMessage.Exit, work);
        return state with { Phase = MutexPhase.Held };
    }

    private TState CallEnter(TState state, NodeId self, Effects<MutexMessage> effects)
    {
        if (!IsClient(self) || state.Phase != MutexPhase.Released)
            return state;
        effects.Output(Requested);
        return ToEnter(state with { Phase = MutexPhase.Wanted }, self, effects);
    }

    private TState Tell(NodeId other, TState state, Effects<MutexMessage> effects)
    {
        effects.Send(other, new MutexMessage.Told(ClockOf(state)));
        return state;
    }

    private TState CallExit(TState state, NodeId self, Effects<MutexMessage> effects)
    {
        if (state.Phase != MutexPhase.Held)
            return state;
        effects.Output(Exited);
        state = ToExit(state with { Phase = MutexPhase.Released, EntriesLeft = state.EntriesLeft - 1 }, self, effects);
        return Think(state, self, effects);
    }

    private TState Think(TState state, NodeId self, Effects<MutexMessage> effects)
    {
        if (Workload.Think is { } think && IsClient(self) && state.EntriesLeft != 0)
            effects.SetTimer(MutexMessage.Enter, think);
        return state;
    }
}
