using DistLab.Protocols;

namespace DistLab.Consensus;

// Log replication (§5.3) and commitment (§5.4.2).
public partial class Raft<TMachine, TCommand, TResult>
{
    /// <summary>Leaders: append an entry to the own log, and send it to all who do not wait for an acknowledgement yet.</summary>
    private State Append(State state, NodeId self, Entry entry, Effects<Message> effects)
    {
        state = state with { Log = state.Log.Append(entry) };
        foreach (var (server, progress) in state.Followers)
        {
            if (!progress.IsWaiting)
                state = SendEntries(state, server, effects);
        }
        return AdvanceCommitIndex(state, self, effects);
    }

    /// <summary>Leaders: send heartbeats while nothing else is sent; here with what the follower lacks, since it may have been lost.</summary>
    private State OnHeartbeatTimeout(State state, Effects<Message> effects)
    {
        if (state.Role != RaftRole.Leader)
            return state;
        effects.SetTimer(TheHeartbeatTimeout, _options.HeartbeatInterval);
        foreach (var (server, _) in state.Followers)
            state = SendEntries(state, server, effects);
        return state;
    }

    /// <summary>Leaders: if the last index is at least a follower's nextIndex, send AppendEntries with the entries from there on, or the snapshot where they are gone.</summary>
    private State SendEntries(State state, NodeId server, Effects<Message> effects)
    {
        var progress = state.Followers[server];
        var log = state.Log;
        if (progress.NextIndex <= log.Snapshot.LastIndex)
        {
            effects.Send(server, new InstallSnapshot(state.CurrentTerm, log.Snapshot, state.Round));
            return WithProgress(state, server, progress with { IsWaiting = true });
        }
        var entries = log.From(progress.NextIndex, _options.MostEntries);
        effects.Send(server, EntriesAfter(state, progress.NextIndex - 1, entries));
        return entries.Count > 0 ? WithProgress(state, server, progress with { IsWaiting = true }) : state;
    }

    private static AppendEntries EntriesAfter(State state, long previous, ValueList<Entry> entries) =>
        new(state.CurrentTerm, previous, state.Log.TermAt(previous)!.Value, entries, state.CommitIndex, state.Round);

    private static State WithProgress(State state, NodeId server, Progress progress) =>
        state.Followers[server] == progress ? state : state with { Followers = state.Followers.With(server, progress) };

    /// <summary>
    /// AppendEntries, receiver: reply false if the term is old, or if the log has no entry at prevLogIndex with prevLogTerm. Otherwise
    /// take over the entries, and commit as far as the leader has.
    /// </summary>
    private State OnAppendEntries(State state, NodeId self, NodeId leader, AppendEntries append, Effects<Message> effects)
    {
        if (append.Term < state.CurrentTerm)
        {
            effects.Send(leader, new Appended(state.CurrentTerm, Success: false, 0, append.Round));
            return state;
        }
        state = Follow(state, self, leader, effects);
        if (append.PrevLogIndex >= state.Log.Snapshot.LastIndex && state.Log.TermAt(append.PrevLogIndex) != append.PrevLogTerm)
        {
            effects.Send(leader, new Appended(state.CurrentTerm, Success: false, WhereToTry(state.Log, append.PrevLogIndex), append.Round));
            return state;
        }
        var last = append.PrevLogIndex + append.Entries.Count;
        effects.Send(leader, new Appended(state.CurrentTerm, Success: true, last, append.Round));
        return state with
        {
            Log = Merge(state.Log, append),
            CommitIndex = Math.Max(state.CommitIndex, Math.Min(append.LeaderCommit, last)),
        };
    }

    /// <summary>A message from the current leader: candidates return to following, and the election timer is reset.</summary>
    private State Follow(State state, NodeId self, NodeId leader, Effects<Message> effects)
    {
        effects.SetTimer(TheElectionTimeout, _options.ElectionTimeout);
        if (state.Role != RaftRole.Follower)
            state = BecomeFollower(state, state.CurrentTerm, self, effects);
        return state.Leader == leader ? state : state with { Leader = leader };
    }

    /// <summary>If an existing entry conflicts with a new one (same index, other term), delete it and all that follow; append what is not in the log yet.</summary>
    private static ReplicatedLog Merge(ReplicatedLog log, AppendEntries append)
    {
        var known = 0;
        while (known < append.Entries.Count && IsKnown(append.PrevLogIndex + 1 + known, append.Entries[known].Term))
            known++;
        if (known == append.Entries.Count)
            return log;
        var first = append.PrevLogIndex + 1 + known;
        var kept = log.Holds(first) ? log.Before(first) : log;
        return kept.Append(ValueListBuilder.Create(append.Entries.Items[known..]));

        bool IsKnown(long index, long term) => index <= log.Snapshot.LastIndex || log.TermAt(index) == term;
    }

    /// <summary>Behind the end of a log that is too short; otherwise the first entry of the term that conflicts.</summary>
    private static long WhereToTry(ReplicatedLog log, long previous)
    {
        if (previous > log.LastIndex)
            return log.LastIndex + 1;
        var term = log.TermAt(previous);
        while (previous - 1 > log.Snapshot.LastIndex && log.TermAt(previous - 1) == term)
            previous--;
        return previous;
    }

    /// <summary>
    /// Leaders: on success update nextIndex and matchIndex of the follower; on failure go back with nextIndex and try again. Then see
    /// what can be committed, and send what has come meanwhile.
    /// </summary>
    private State OnAppended(State state, NodeId self, NodeId follower, Appended reply, Effects<Message> effects)
    {
        if (state.Role != RaftRole.Leader || reply.Term < state.CurrentTerm || state.Followers.Find(follower) is not { } progress)
            return state;
        var match = reply.Success ? Math.Max(progress.MatchIndex, reply.Index) : progress.MatchIndex;
        // An old answer may name an index that is behind, or beyond, what is known by now.
        var next = reply.Success ? Math.Max(progress.NextIndex, match + 1) : Math.Clamp(reply.Index, match + 1, progress.NextIndex);
        state = WithProgress(state, follower, new(next, match, IsWaiting: false, Math.Max(progress.Round, reply.Round)));
        if (reply.Success)
            state = AdvanceCommitIndex(Admit(state, self, effects), self, effects);
        return state.Followers.Find(follower) is { IsWaiting: false } now && now.NextIndex <= state.Log.LastIndex ? SendEntries(state, follower, effects) : state;
    }

    /// <summary>Leaders: if there is an N above commitIndex that a majority has, and its entry is of the current term, commit up to N.</summary>
    private State AdvanceCommitIndex(State state, NodeId self, Effects<Message> effects)
    {
        var candidates = state.Followers.Select(follower => follower.Value.MatchIndex).Append(state.Log.LastIndex);
        foreach (var n in candidates.Where(n => n > state.CommitIndex).Distinct().OrderDescending())
        {
            if (MayCommit(state, n) && IsQuorum(state.Log.Servers, Reached(state, self, progress => progress.MatchIndex >= n)))
                return OnServersCommitted(state with { CommitIndex = n }, state.CommitIndex, self, effects);
        }
        return state;
    }
}
