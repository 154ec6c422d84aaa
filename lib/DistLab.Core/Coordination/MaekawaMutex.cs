using DistLab.Protocols;

namespace DistLab.Coordination;

/// <summary>
/// Mutual exclusion by votes, in its plain form: a process enters when all members of its voting set have voted for it, and each
/// member votes for one process at a time, first come first. About 3√N messages an entry. It is safe, and it can deadlock.
/// </summary>
/// <remarks>
/// M. Maekawa, ACM TOCS 3(2), 1985, as figure 15.6 of Coulouris et al., 5th ed., has it. <see cref="MaekawaSandersMutex"/> cures
/// the deadlock. What a process would send to itself is no message.
/// </remarks>
public sealed class MaekawaMutex : MutualExclusion<MaekawaMutex.State>
{
    private static readonly Request TheRequest = new();
    private static readonly Vote TheVote = new();
    private static readonly Release TheRelease = new();

    private readonly Quorums _quorums;

    /// <summary>As many processes as there are voting sets.</summary>
    /// <param name="quorums">The voting set of each process; if two do not intersect, there is no safety.</param>
    /// <param name="workload">What every process does.</param>
    public MaekawaMutex(Quorums quorums, Workload workload)
        : base(workload)
    {
        ArgumentNullException.ThrowIfNull(quorums);
        _quorums = quorums;
    }

    /// <summary>What a process remembers, as one who asks and as one who votes.</summary>
    public sealed record State : MutexState
    {
        /// <summary>Who has voted for this process.</summary>
        public NodeSet Votes { get; init; }

        /// <summary>For whom this process has voted, if for anyone.</summary>
        public NodeId? VotedFor { get; init; }

        /// <summary>Who waits for its vote, first come first.</summary>
        public ValueList<NodeId> Waiting { get; init; } = [];
    }

    /// <summary>To a member of the voting set: vote for me.</summary>
    public sealed record Request : MutexMessage
    {
        /// <inheritdoc/>
        public override string ToString() => "request";
    }

    /// <summary>You have my vote.</summary>
    public sealed record Vote : MutexMessage
    {
        /// <inheritdoc/>
        public override string ToString() => "vote";
    }

    /// <summary>I have left: here is your vote again.</summary>
    public sealed record Release : MutexMessage
    {
        /// <inheritdoc/>
        public override string ToString() => "release";
    }

    /// <summary>On initialization: RELEASED, and not voted.</summary>
    protected override State OnInitialization(NodeId self, Effects<MutexMessage> effects) => new();

    /// <summary>To enter the critical section: multicast a request to the voting set, and wait for all its votes.</summary>
    protected override State ToEnter(State state, NodeId self, Effects<MutexMessage> effects) => Multicast(TheRequest, state, self, effects);

    /// <summary>To exit the critical section: multicast a release to the voting set.</summary>
    protected override State ToExit(State state, NodeId self, Effects<MutexMessage> effects) => Multicast(TheRelease, state with { Votes = [] }, self, effects);

    /// <summary>On receipt of a request: queue it if the vote is given, otherwise vote. On receipt of a release: vote for the head of the queue. On receipt of the last vote: enter.</summary>
    protected override State OnReceipt(State state, NodeId self, NodeId from, MutexMessage message, Effects<MutexMessage> effects)
    {
        switch (message)
        {
            case Request when state.VotedFor is null:
                return VoteFor(from, state, self, effects);
            case Request:
                return state with { Waiting = state.Waiting.Add(from) };
            case Release when state.Waiting.Count > 0:
                return VoteFor(state.Waiting[0], state with { Waiting = state.Waiting.RemoveFirst() }, self, effects);
            case Release:
                return state with { VotedFor = null };
            case Vote:
                state = state with { Votes = state.Votes.Add(from) };
                return state.Votes == _quorums[self] ? EnterCriticalSection(state, effects) : state;
            default:
                return state;
        }
    }

    private State VoteFor(NodeId candidate, State state, NodeId self, Effects<MutexMessage> effects) =>
        Send(candidate, TheVote, state with { VotedFor = candidate }, self, effects);

    private State Multicast(MutexMessage message, State state, NodeId self, Effects<MutexMessage> effects)
    {
        foreach (var member in _quorums[self])
            state = Send(member, message, state, self, effects);
        return state;
    }

    private State Send(NodeId to, MutexMessage message, State state, NodeId self, Effects<MutexMessage> effects)
    {
        if (to == self)
            return OnReceipt(state, self, self, message, effects);
        effects.Send(to, message);
        return state;
    }
}
