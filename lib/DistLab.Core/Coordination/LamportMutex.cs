using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// Mutual exclusion by Lamport's queue: every process keeps the queue of all requests, in the order of their stamps; the one at
/// the head enters once it knows that no earlier request can come. 3(N − 1) messages an entry: a request, an acknowledgement and
/// a release for every other process.
/// </summary>
/// <remarks>
/// L. Lamport, Time, clocks, and the ordering of events in a distributed system, CACM 21(7), 1978, the five rules on p. 562.
/// The channels must keep the order of messages (<see cref="Simulation.Link.InOrder"/>): a release that overtakes its request,
/// or an acknowledgement that overtakes a request, breaks it. A process that crashes blocks all others, until a failure detector
/// tells them (<see cref="MutexMessage.Suspect"/>).
/// </remarks>
public class LamportMutex : MutualExclusion<LamportMutex.State>
{
    private readonly NodeSet _all;

    /// <summary>Processes 0, 1, … that all know each other.</summary>
    /// <param name="count">How many processes there are.</param>
    /// <param name="workload">What every process does.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two processes, or more than 64.</exception>
    public LamportMutex(int count, Workload workload)
        : base(workload)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        _all = NodeSet.First(count);
    }

    /// <summary>What a process remembers.</summary>
    public sealed record State : MutexState
    {
        /// <summary>Lamport's clock: one more with each message that is sent, and never behind one that came.</summary>
        public int Clock { get; init; }

        /// <summary>The requests that are known and not released, the earliest first.</summary>
        public ValueList<RequestStamp> Queue { get; init; } = [];

        /// <summary>From whom a message has come that is later than this process's own request.</summary>
        public NodeSet HeardFrom { get; init; }

        /// <summary>Whom a failure detector has called dead.</summary>
        public NodeSet Suspected { get; init; }
    }

    /// <summary>To all others: I ask to enter.</summary>
    /// <param name="Time">The request's Lamport time.</param>
    public sealed record Request(int Time) : MutexMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"request {Time}");
    }

    /// <summary>I have noted your request.</summary>
    /// <param name="Time">The Lamport time of the acknowledgement.</param>
    public sealed record Acknowledge(int Time) : MutexMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ack {Time}");
    }

    /// <summary>To all others: I have left.</summary>
    /// <param name="Time">The Lamport time of the release.</param>
    public sealed record Release(int Time) : MutexMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"release {Time}");
    }

    /// <summary>On initialization: an empty queue.</summary>
    protected override State OnInitialization(NodeId self, Effects<MutexMessage> effects) => new();

    /// <summary>To enter (rule 1): stamp a request, send it to every other process, and put it into the queue.</summary>
    protected override State ToEnter(State state, NodeId self, Effects<MutexMessage> effects)
    {
        var time = state.Clock + 1;
        SendToOthers(self, new Request(time), effects);
        return EnterIfFirst(state with { Clock = time, Queue = RequestStamp.Insert(state.Queue, new(time, self)), HeardFrom = [] }, self, effects);
    }

    /// <summary>To exit (rule 3): remove the request from the queue, and send every other process a release.</summary>
    protected override State ToExit(State state, NodeId self, Effects<MutexMessage> effects)
    {
        var time = state.Clock + 1;
        SendToOthers(self, new Release(time), effects);
        return state with { Clock = time, Queue = Without(self, state.Queue) };
    }

    /// <summary>On receipt of a request (rule 2), queue it and acknowledge it; of a release (rule 4), remove that process's request. Then enter if rule 5 allows it.</summary>
    protected override State OnReceipt(State state, NodeId self, NodeId from, MutexMessage message, Effects<MutexMessage> effects)
    {
        var time = message switch { Request request => request.Time, Acknowledge acknowledge => acknowledge.Time, Release release => release.Time, _ => 0 };
        state = Hear(state, time);
        if (Own(state, self) < new RequestStamp(time, from))
            state = state with { HeardFrom = state.HeardFrom.Add(from) };
        if (message is Request)
        {
            state = state with { Clock = state.Clock + 1, Queue = RequestStamp.Insert(state.Queue, new(time, from)) };
            effects.Send(from, new Acknowledge(state.Clock));
        }
        else if (message is Release)
        {
            state = state with { Queue = Without(from, state.Queue) };
        }
        return EnterIfFirst(state, self, effects);
    }

    /// <summary>Who is dead asks for nothing, and no answer of it is waited for.</summary>
    protected override State OnSuspicion(State state, NodeId self, NodeId suspected, Effects<MutexMessage> effects) =>
        EnterIfFirst(state with { Suspected = state.Suspected.Add(suspected), Queue = Without(suspected, state.Queue) }, self, effects);

    /// <summary>Rule 5: the own request is at the head of the queue, and from every other process a later message has come.</summary>
    protected virtual bool MayEnter(State state, NodeId self)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Queue[0].Node == self && _all.All(other => other == self || state.HeardFrom.Contains(other) || state.Suspected.Contains(other));
    }

    /// <inheritdoc/>
    protected override int ClockOf(State state) => state.Clock;

    /// <inheritdoc/>
    protected override State Hear(State state, int time) => state with { Clock = Math.Max(state.Clock, time) };

    private State EnterIfFirst(State state, NodeId self, Effects<MutexMessage> effects) =>
        state.Phase == MutexPhase.Wanted && MayEnter(state, self) ? EnterCriticalSection(state, effects) : state;

    private void SendToOthers(NodeId self, MutexMessage message, Effects<MutexMessage> effects)
    {
        foreach (var other in _all.Remove(self))
            effects.Send(other, message);
    }

    private static RequestStamp Own(State state, NodeId self) => state.Queue.FirstOrDefault(request => request.Node == self, new(int.MaxValue, self));

    private static ValueList<RequestStamp> Without(NodeId node, ValueList<RequestStamp> queue) => [.. queue.Where(request => request.Node != node)];
}
