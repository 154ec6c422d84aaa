using DistLab.Protocols;

namespace DistLab.Consensus;

// Leader election (§5.2 and §5.4.1).
public partial class Raft<TMachine, TCommand, TResult>
{
    /// <summary>
    /// Followers and candidates: on an election timeout start an election. Increment the current term, vote for self, reset the
    /// election timer, send RequestVote to all other servers.
    /// </summary>
    private State OnElectionTimeout(State state, NodeId self, Effects<Message> effects)
    {
        effects.SetTimer(TheElectionTimeout, _options.ElectionTimeout);
        if (!state.Log.Servers.Contains(self))
            return state with { Leader = null };
        state = state with
        {
            CurrentTerm = state.CurrentTerm + 1,
            VotedFor = self,
            Role = RaftRole.Candidate,
            Leader = null,
            Votes = [self],
        };
        foreach (var server in state.Log.Servers.Remove(self))
            effects.Send(server, new RequestVote(state.CurrentTerm, state.Log.LastIndex, state.Log.LastTerm));
        return CountVotes(state, self, effects);
    }

    /// <summary>
    /// RequestVote, receiver: reply false if the term is old. Grant the vote if it was given to nobody else and the candidate's log
    /// is at least as up to date.
    /// </summary>
    private State OnRequestVote(State state, NodeId candidate, RequestVote request, Effects<Message> effects)
    {
        var isGranted = request.Term == state.CurrentTerm
            && (state.VotedFor is null || state.VotedFor == candidate)
            && IsUpToDate(request, state.Log);
        effects.Send(candidate, new Vote(state.CurrentTerm, isGranted));
        if (!isGranted)
            return state;
        effects.SetTimer(TheElectionTimeout, _options.ElectionTimeout);
        return state with { VotedFor = candidate };
    }

    /// <summary>Whether a candidate's log is at least as up to date as a server's own: of two logs it is the one whose last entry has the later term; with equal terms the longer one (§5.4.1).</summary>
    /// <param name="candidate">What the candidate says of its log.</param>
    /// <param name="own">The log of the server that is asked for its vote.</param>
    protected virtual bool IsUpToDate(RequestVote candidate, ReplicatedLog own)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(own);
        return candidate.LastLogTerm == own.LastTerm ? candidate.LastLogIndex >= own.LastIndex : candidate.LastLogTerm > own.LastTerm;
    }

    /// <summary>Candidates: with votes from a majority, become leader.</summary>
    private State OnVote(State state, NodeId self, NodeId voter, Vote vote, Effects<Message> effects) =>
        state.Role == RaftRole.Candidate && vote.VoteGranted && vote.Term == state.CurrentTerm
            ? CountVotes(state with { Votes = state.Votes.Add(voter) }, self, effects)
            : state;

    private State CountVotes(State state, NodeId self, Effects<Message> effects) =>
        IsQuorum(state.Log.Servers, state.Votes) ? BecomeLeader(state, self, effects) : state;

    /// <summary>
    /// Leaders, upon election: nextIndex is the last index + 1, matchIndex is 0; begin the term with an entry that does nothing (§8),
    /// and send it at once, which is a heartbeat, too.
    /// </summary>
    private State BecomeLeader(State state, NodeId self, Effects<Message> effects)
    {
        effects.CancelTimer(TheElectionTimeout);
        effects.SetTimer(TheHeartbeatTimeout, _options.HeartbeatInterval);
        effects.Output(new Elected(state.CurrentTerm));
        var next = state.Log.LastIndex + 1;
        state = state with
        {
            Role = RaftRole.Leader,
            Leader = self,
            Votes = [],
            Followers = [.. state.Log.Servers.Remove(self).Select(server => KeyValuePair.Create(server, new Progress(next, 0)))],
            TermStart = next,
            Round = 0,
        };
        return Append(state, self, new NoOp(state.CurrentTerm), effects);
    }

    /// <summary>Back to a follower, of the same or a later term; nobody waits for a leader's answers any longer.</summary>
    private State BecomeFollower(State state, long term, NodeId self, Effects<Message> effects)
    {
        if (state.Role == RaftRole.Leader)
        {
            effects.CancelTimer(TheHeartbeatTimeout);
            effects.SetTimer(TheElectionTimeout, _options.ElectionTimeout);
            foreach (var read in state.Reads)
                Answer(self, read.Origin, new NotLeader(read.Request.Client, read.Request.Serial, null), effects);
        }
        return state with
        {
            CurrentTerm = term,
            VotedFor = term > state.CurrentTerm ? null : state.VotedFor,
            Role = RaftRole.Follower,
            Leader = null,
            Votes = [],
            Followers = [],
            TermStart = 0,
            Round = 0,
            Reads = [],
            Joining = null,
        };
    }
}
