using DistLab.Protocols;

namespace DistLab.Consensus;

// The state machine, and log compaction (§7).
public partial class Raft<TMachine, TCommand, TResult>
{
    /// <summary>All servers: while commitIndex is above lastApplied, increment lastApplied and apply that entry. Then answer reads, and compact the log.</summary>
    private State ApplyCommitted(State state, NodeId self, Effects<Message> effects)
    {
        while (state.CommitIndex > state.LastApplied)
            state = Apply(state with { LastApplied = state.LastApplied + 1 }, self, effects);
        if (state.Reads.Count > 0)
            state = AnswerReads(state, self, effects);
        return state.LastApplied - state.Log.Snapshot.LastIndex >= _options.SnapshotAfter ? Compact(state) : state;
    }

    private State Apply(State state, NodeId self, Effects<Message> effects)
    {
        if (state.Log[state.LastApplied] is not Command { Request: var request, Origin: var origin })
            return state;
        // A command that is applied already is answered again, but not applied again (§8).
        var session = request.Serial > 0 ? state.Sessions.Find(request.Client) : null;
        if (session is null || session.Serial < request.Serial)
        {
            var (machine, result) = _machine.Apply(state.Machine, request.Command);
            session = new(request.Serial, result);
            state = state with { Machine = machine, Sessions = request.Serial > 0 ? state.Sessions.With(request.Client, session) : state.Sessions };
        }
        if (state.Role == RaftRole.Leader && session.Serial == request.Serial)
            Answer(self, origin, new ClientReply(request.Client, request.Serial, session.Result), effects);
        return state;
    }

    private static State Compact(State state)
    {
        var (servers, at) = state.Log.ServersAsOf(state.LastApplied);
        var snapshot = new Snapshot(state.LastApplied, state.Log.TermAt(state.LastApplied)!.Value, servers, at, state.Machine, state.Sessions);
        return state with { Log = state.Log.After(snapshot) };
    }

    /// <summary>
    /// InstallSnapshot, receiver: reply at once if the term is old. If the log has the snapshot's last entry, keep what follows it;
    /// otherwise discard the log, and reset the state machine to the snapshot.
    /// </summary>
    private State OnInstallSnapshot(State state, NodeId self, NodeId leader, InstallSnapshot install, Effects<Message> effects)
    {
        if (install.Term < state.CurrentTerm)
        {
            effects.Send(leader, new Appended(state.CurrentTerm, Success: false, 0, install.Round));
            return state;
        }
        state = Follow(state, self, leader, effects);
        var snapshot = install.Snapshot;
        effects.Send(leader, new Appended(state.CurrentTerm, Success: true, snapshot.LastIndex, install.Round));
        // What is committed here the snapshot cannot add to.
        if (snapshot.LastIndex <= state.CommitIndex)
            return state;
        var hasIt = state.Log.TermAt(snapshot.LastIndex) == snapshot.LastTerm;
        return state with
        {
            Log = hasIt ? state.Log.After(snapshot) : new(snapshot),
            CommitIndex = snapshot.LastIndex,
            LastApplied = snapshot.LastIndex,
            Machine = snapshot.Machine,
            Sessions = snapshot.Sessions,
        };
    }
}
