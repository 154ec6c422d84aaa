using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// Mutual exclusion by votes that can be taken back: Maekawa's algorithm without its deadlock. Requests are stamped, and a member
/// whose vote went to a later request than one that waits <em>inquires</em>; who has learned that it cannot enter now
/// <em>relinquishes</em> the vote. 3(K − 1) messages an entry without contention, at most 5(K − 1) with it, K the size of a set.
/// </summary>
/// <remarks>
/// M. Maekawa, ACM TOCS 3(2), 1985, with the correction of B. A. Sanders, The information structure of distributed mutual
/// exclusion algorithms, ACM TOCS 5(3), 1987: a waiting request that a still earlier one pushes back is told that it
/// has failed, too. Every message names the request that it is about, so that messages may overtake each other.
/// </remarks>
public sealed class MaekawaSandersMutex : MutualExclusion<MaekawaSandersMutex.State>
{
    private readonly Quorums _quorums;

    /// <summary>As many processes as there are voting sets.</summary>
    /// <param name="quorums">The voting set of each process; if two do not intersect, there is no safety.</param>
    /// <param name="workload">What every process does.</param>
    public MaekawaSandersMutex(Quorums quorums, Workload workload)
        : base(workload)
    {
        ArgumentNullException.ThrowIfNull(quorums);
        _quorums = quorums;
    }

    /// <summary>What a process remembers, as one who asks and as one who votes.</summary>
    public sealed record State : MutexState
    {
        /// <summary>Lamport's clock.</summary>
        public int Clock { get; init; }

        /// <summary>The stamp of the own request; meaningless when there is none.</summary>
        public RequestStamp Own { get; init; }

        /// <summary>Who has voted for it.</summary>
        public NodeSet Votes { get; init; }

        /// <summary>Who has said that it must wait, or has got its vote back.</summary>
        public NodeSet Failed { get; init; }

        /// <summary>Who has asked for its vote back.</summary>
        public NodeSet Inquired { get; init; }

        /// <summary>For which request this process has voted, if for any.</summary>
        public RequestStamp? VotedFor { get; init; }

        /// <summary>Whether it has asked for that vote back.</summary>
        public bool HasInquired { get; init; }

        /// <summary>Which requests wait for its vote, the earliest first.</summary>
        public ValueList<RequestStamp> Waiting { get; init; } = [];
    }

    /// <summary>One of the six kinds of messages, about one request.</summary>
    /// <param name="Kind">What it says.</param>
    /// <param name="Stamp">Of which request.</param>
    public sealed record Message(VotingMessage Kind, RequestStamp Stamp) : MutexMessage
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Kind switch
        {
            VotingMessage.Request => "request",
            VotingMessage.Vote => "vote",
            VotingMessage.Fail => "fail",
            VotingMessage.Inquire => "inquire",
            VotingMessage.Relinquish => "relinquish",
            _ => "release",
        }} {Stamp}";
    }

    /// <summary>On initialization: RELEASED, and not voted.</summary>
    protected override State OnInitialization(NodeId self, Effects<MutexMessage> effects) => new();

    /// <summary>To enter the critical section: multicast a stamped request to the voting set, and wait for all its votes.</summary>
    protected override State ToEnter(State state, NodeId self, Effects<MutexMessage> effects)
    {
        var own = new RequestStamp(state.Clock + 1, self);
        return Multicast(VotingMessage.Request, state with { Clock = own.Time, Own = own }, self, effects);
    }

    /// <summary>To exit the critical section: multicast a release to the voting set.</summary>
    protected override State ToExit(State state, NodeId self, Effects<MutexMessage> effects) =>
        Multicast(VotingMessage.Release, state with { Votes = [] }, self, effects);

    /// <summary>On receipt of a message, as one who votes or as one who asks. What is about a request that is over is ignored.</summary>
    protected override State OnReceipt(State state, NodeId self, NodeId from, MutexMessage message, Effects<MutexMessage> effects)
    {
        if (message is not Message(var kind, var stamp))
            return state;
        return kind switch
        {
            VotingMessage.Request => OnRequest(stamp, state with { Clock = Math.Max(state.Clock, stamp.Time) }, self, effects),
            VotingMessage.Release when state.VotedFor == stamp => VoteForNext(state, self, effects),
            VotingMessage.Relinquish when state.VotedFor == stamp =>
                VoteForNext(state with { Waiting = RequestStamp.Insert(state.Waiting, stamp) }, self, effects),
            VotingMessage.Vote or VotingMessage.Fail or VotingMessage.Inquire when state.Phase == MutexPhase.Wanted && state.Own == stamp =>
                Settle(Note(kind, from, state), self, effects),
            _ => state,
        };
    }

    /// <inheritdoc/>
    protected override int ClockOf(State state) => state.Clock;

    /// <inheritdoc/>
    protected override State Hear(State state, int time) => state with { Clock = Math.Max(state.Clock, time) };

    // A request that comes first of all takes the vote back; it makes the one that came first so far fail. Any other one fails itself.
    private State OnRequest(RequestStamp request, State state, NodeId self, Effects<MutexMessage> effects)
    {
        if (state.VotedFor is not { } voted)
            return VoteFor(request, state, self, effects);
        var waiting = state.Waiting;
        state = state with { Waiting = RequestStamp.Insert(waiting, request) };
        if (request > voted || (waiting.Count > 0 && request > waiting[0]))
            return Send(VotingMessage.Fail, request, request.Node, state, self, effects);
        if (waiting.Count > 0 && waiting[0] < voted)
            state = Send(VotingMessage.Fail, waiting[0], waiting[0].Node, state, self, effects);
        return state.HasInquired ? state : Send(VotingMessage.Inquire, voted, voted.Node, state with { HasInquired = true }, self, effects);
    }

    private State VoteForNext(State state, NodeId self, Effects<MutexMessage> effects) => state.Waiting.Count > 0
        ? VoteFor(state.Waiting[0], state with { Waiting = state.Waiting.RemoveFirst() }, self, effects)
        : state with { VotedFor = null, HasInquired = false };

    private State VoteFor(RequestStamp request, State state, NodeId self, Effects<MutexMessage> effects) =>
        Send(VotingMessage.Vote, request, request.Node, state with { VotedFor = request, HasInquired = false }, self, effects);

    private static State Note(VotingMessage kind, NodeId from, State state) => kind switch
    {
        VotingMessage.Vote => state with { Votes = state.Votes.Add(from), Failed = state.Failed.Remove(from) },
        // A failure that a vote has overtaken is no news.
        VotingMessage.Fail when !state.Votes.Contains(from) => state with { Failed = state.Failed.Add(from) },
        VotingMessage.Inquire => state with { Inquired = state.Inquired.Add(from) },
        _ => state,
    };

    // Enter with all votes. With a failure, relinquish what was inquired after. Otherwise it is not known yet: keep the votes.
    private State Settle(State state, NodeId self, Effects<MutexMessage> effects)
    {
        if (state.Votes == _quorums[self])
            return EnterCriticalSection(state with { Failed = [], Inquired = [] }, effects);
        if (state.Failed.Count == 0)
            return state;
        foreach (var voter in state.Inquired)
        {
            if (!state.Votes.Contains(voter))
                continue;
            state = state with { Votes = state.Votes.Remove(voter), Inquired = state.Inquired.Remove(voter), Failed = state.Failed.Add(voter) };
            state = Send(VotingMessage.Relinquish, state.Own, voter, state, self, effects);
        }
        return state;
    }

    private State Multicast(VotingMessage kind, State state, NodeId self, Effects<MutexMessage> effects)
    {
        foreach (var member in _quorums[self])
            state = Send(kind, state.Own, member, state, self, effects);
        return state;
    }

    private State Send(VotingMessage kind, RequestStamp stamp, NodeId to, State state, NodeId self, Effects<MutexMessage> effects)
    {
        var message = new Message(kind, stamp);
        if (to == self)
            return OnReceipt(state, self, self, message, effects);
        effects.Send(to, message);
        return state;
    }
}
