using DistLab.Protocols;

namespace DistLab.Consensus;

// What is persistent, and how it is written piece by piece: new entries at the end of the log, and a snapshot now and then.
public partial class Raft<TMachine, TCommand, TResult> : IDurableChanges<Raft<TMachine, TCommand, TResult>.State, Raft<TMachine, TCommand, TResult>.DurableChange>
{
    /// <summary>What has changed of the persistent state between two snapshots.</summary>
    /// <param name="CurrentTerm">The current term.</param>
    /// <param name="VotedFor">The vote in it.</param>
    /// <param name="Kept">Up to which entry the log is as before.</param>
    /// <param name="Appended">The entries after that.</param>
    public sealed record DurableChange(long CurrentTerm, NodeId? VotedFor, long Kept, ValueList<Entry> Appended);

    /// <summary>Persistent state on all servers: the current term, the vote, and the log with its snapshot.</summary>
    public override State? Durable(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return AtSnapshot(state.CurrentTerm, state.VotedFor, state.Log);
    }

    /// <inheritdoc/>
    public DurableChange? ChangeBetween(State former, State next)
    {
        ArgumentNullException.ThrowIfNull(former);
        ArgumentNullException.ThrowIfNull(next);
        if (!ReferenceEquals(former.Log.Snapshot, next.Log.Snapshot))
            return null;
        var kept = Math.Min(former.Log.LastIndex, next.Log.LastIndex);
        while (former.Log.Holds(kept) && !ReferenceEquals(former.Log[kept], next.Log[kept]))
            kept--;
        return new(next.CurrentTerm, next.VotedFor, kept, next.Log.From(kept + 1, int.MaxValue));
    }

    /// <inheritdoc/>
    public State After(State former, DurableChange change)
    {
        ArgumentNullException.ThrowIfNull(former);
        ArgumentNullException.ThrowIfNull(change);
        var log = change.Kept < former.Log.LastIndex ? former.Log.Before(change.Kept + 1) : former.Log;
        return AtSnapshot(change.CurrentTerm, change.VotedFor, log.Append(change.Appended));
    }

    private static State AtSnapshot(long term, NodeId? vote, ReplicatedLog log) => new()
    {
        CurrentTerm = term,
        VotedFor = vote,
        Log = log,
        CommitIndex = log.Snapshot.LastIndex,
        LastApplied = log.Snapshot.LastIndex,
        Machine = log.Snapshot.Machine,
        Sessions = log.Snapshot.Sessions,
    };
}
