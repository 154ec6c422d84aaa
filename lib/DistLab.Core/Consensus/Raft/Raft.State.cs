using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Consensus;

// What a server remembers: the box "State" of Figure 2.
public partial class Raft<TMachine, TCommand, TResult>
{
    /// <summary>What a server remembers.</summary>
    public sealed record State
    {
        /// <summary>Persistent: the latest term that the server has seen; 0 at first, growing.</summary>
        public long CurrentTerm { get; init; }

        /// <summary>Persistent: the candidate that got the vote in the current term, if any.</summary>
        public NodeId? VotedFor { get; init; }

        /// <summary>Persistent: the log, with the snapshot at its beginning.</summary>
        public required ReplicatedLog Log { get; init; }

        /// <summary>The index of the highest entry known to be committed.</summary>
        public long CommitIndex { get; init; }

        /// <summary>The index of the highest entry applied to the state machine.</summary>
        public long LastApplied { get; init; }

        /// <summary>The state machine after that entry.</summary>
        public required TMachine Machine { get; init; }

        /// <summary>What each client was answered last, as of that entry.</summary>
        public required ValueMap<long, Session> Sessions { get; init; }

        /// <summary>What the server is.</summary>
        public RaftRole Role { get; init; }

        /// <summary>Who leads the current term, as far as the server knows.</summary>
        public NodeId? Leader { get; init; }

        /// <summary>Candidate: who has granted a vote.</summary>
        public NodeSet Votes { get; init; }

        /// <summary>Leader: how far each other server is.</summary>
        public ValueMap<NodeId, Progress> Followers { get; init; } = [];

        /// <summary>Leader: the index of the entry with which its term began.</summary>
        public long TermStart { get; init; }

        /// <summary>Leader: the number of the latest round of heartbeats for reads.</summary>
        public long Round { get; init; }

        /// <summary>Leader: reads that wait for their round, or for their entry to be applied.</summary>
        public ValueList<PendingRead> Reads { get; init; } = [];

        /// <summary>Leader: the configuration that is to come as soon as the new server has caught up.</summary>
        public NodeSet? Joining { get; init; }
    }

    /// <summary>What a leader knows of another server.</summary>
    /// <param name="NextIndex">The index of the next entry to send.</param>
    /// <param name="MatchIndex">The index of the highest entry known to be replicated there.</param>
    /// <param name="IsWaiting">Whether entries are under way: more follow when they are acknowledged, or with the next heartbeat.</param>
    /// <param name="Round">The highest round of heartbeats that was answered.</param>
    public sealed record Progress(long NextIndex, long MatchIndex, bool IsWaiting = false, long Round = 0)
    {
        /// <summary>For example <c>next 4, match 3</c>.</summary>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"next {NextIndex}, match {MatchIndex}{(IsWaiting ? ", waiting" : "")}{(Round > 0 ? $", round {Round}" : "")}");
    }

    /// <summary>A read that waits.</summary>
    /// <param name="Request">What was asked.</param>
    /// <param name="Origin">The node to which the answer goes.</param>
    /// <param name="ReadIndex">The entry that must be applied before.</param>
    /// <param name="Round">The round of heartbeats that a majority must answer before.</param>
    public sealed record PendingRead(ClientRequest Request, NodeId Origin, long ReadIndex, long Round);
}
