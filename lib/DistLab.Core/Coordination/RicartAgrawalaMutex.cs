using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// Mutual exclusion by asking everybody: who wants to enter sends a stamped request to all others and enters when all have
/// replied; who is inside, or has asked earlier, keeps its reply back until it leaves. 2(N − 1) messages an entry.
/// </summary>
/// <remarks>
/// G. Ricart and A. K. Agrawala, An optimal algorithm for mutual exclusion in computer networks, CACM 24(1), 1981; figure 15.4
/// of Coulouris et al., 5th ed. Messages may overtake each other. The paper stamps only requests; here replies carry the clock,
/// too, as the rules of Lamport's clock ask, and only so are requests granted in the order of happened-before. A process that
/// crashes blocks all others, until a failure detector tells them (<see cref="MutexMessage.Suspect"/>).
/// </remarks>
public class RicartAgrawalaMutex : MutualExclusion<RicartAgrawalaMutex.State>
{
    private readonly NodeSet _all;

    /// <summary>Processes 0, 1, … that all know each other.</summary>
    /// <param name="count">How many processes there are.</param>
    /// <param name="workload">What every process does.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two processes, or more than 64.</exception>
    public RicartAgrawalaMutex(int count, Workload workload)
        : base(workload)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        _all = NodeSet.First(count);
    }

    /// <summary>What a process remembers.</summary>
    public sealed record State : MutexState
    {
        /// <summary>Lamport's clock.</summary>
        public int Clock { get; init; }

        /// <summary>The stamp of the own request; meaningless when there is none.</summary>
        public RequestStamp Own { get; init; }

        /// <summary>Who has replied to it.</summary>
        public NodeSet Replied { get; init; }

        /// <summary>Whose requests are still to be replied to.</summary>
        public NodeSet Deferred { get; init; }

        /// <summary>Whom a failure detector has called dead.</summary>
        public NodeSet Suspected { get; init; }
    }

    /// <summary>To all others: may I enter?</summary>
    /// <param name="Stamp">The request's stamp.</param>
    public sealed record Request(RequestStamp Stamp) : MutexMessage
    {
        /// <inheritdoc/>
        public override string ToString() => $"request {Stamp}";
    }

    /// <summary>You may, for my part.</summary>
    /// <param name="Time">The Lamport time of the reply.</param>
    public sealed record Reply(int Time) : MutexMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"reply {Time}");
    }

    /// <summary>On initialization: RELEASED.</summary>
    protected override State OnInitialization(NodeId self, Effects<MutexMessage> effects) => new();

    /// <summary>To enter the critical section: multicast a request to all others, and wait until all have replied.</summary>
    protected override State ToEnter(State state, NodeId self, Effects<MutexMessage> effects)
    {
        var own = new RequestStamp(state.Clock + 1, self);
        foreach (var other in _all.Remove(self))
            effects.Send(other, new Request(own));
        return EnterIfAllReplied(state with { Clock = own.Time, Own = own, Replied = [] }, self, effects);
    }

    /// <summary>On receipt of a request: queue it without replying if HELD, or if WANTED with an earlier request; otherwise reply at once. On receipt of the last reply: enter.</summary>
    protected override State OnReceipt(State state, NodeId self, NodeId from, MutexMessage message, Effects<MutexMessage> effects)
    {
        switch (message)
        {
            case Request request:
                state = Hear(state, request.Stamp.Time);
                if (Defers(state, request.Stamp))
                    return state with { Deferred = state.Deferred.Add(from) };
                effects.Send(from, new Reply(state.Clock));
                return state;
            case Reply reply when state.Phase == MutexPhase.Wanted:
                state = Hear(state, reply.Time);
                return EnterIfAllReplied(state with { Replied = state.Replied.Add(from) }, self, effects);
            default:
                return state;
        }
    }

    /// <summary>To exit the critical section: reply to every queued request.</summary>
    protected override State ToExit(State state, NodeId self, Effects<MutexMessage> effects)
    {
        foreach (var other in state.Deferred)
            effects.Send(other, new Reply(state.Clock));
        return state with { Deferred = [] };
    }

    /// <summary>No reply is waited for from who is dead.</summary>
    protected override State OnSuspicion(State state, NodeId self, NodeId suspected, Effects<MutexMessage> effects) =>
        EnterIfAllReplied(state with { Suspected = state.Suspected.Add(suspected), Deferred = state.Deferred.Remove(suspected) }, self, effects);

    /// <summary>Whether a process keeps back its reply: it is inside, or wants to enter and asked earlier.</summary>
    protected virtual bool Defers(State state, RequestStamp request)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Phase == MutexPhase.Held || (state.Phase == MutexPhase.Wanted && state.Own < request);
    }

    /// <inheritdoc/>
    protected override int ClockOf(State state) => state.Clock;

    /// <inheritdoc/>
    protected override State Hear(State state, int time) => state with { Clock = Math.Max(state.Clock, time) };

    private State EnterIfAllReplied(State state, NodeId self, Effects<MutexMessage> effects) =>
        state.Phase == MutexPhase.Wanted && _all.All(other => other == self || state.Replied.Contains(other) || state.Suspected.Contains(other))
            ? EnterCriticalSection(state, effects)
            : state;
}
